package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.data.ImageFeatures;
import java.util.Optional;
import java.util.OptionalDouble;

/** The loss of the paper: {@link PaperLoss} with K clusters of OoDs. */
class WoodArm implements TrainingArm {
  private final TrainingParameters parameters;

  WoodArm(TrainingParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public Optional<Centres> oodCentres(NDManager owner, ImageFeatures oods) {
    return Optional.of(OodClusters.centres(owner, parameters, oods));
  }

  @Override
  public Optional<NDArray> metric(
      MetricCentres centres, NDArray features, NDArray labels, OptionalDouble threshold) {
    return Optional.of(new PaperLoss(parameters.metricLoss(), centres).evaluate(features, labels));
  }
}

package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.data.ImageFeatures;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The loss of the paper: {@link PaperLoss} with K clusters of OoDs, which are plain negatives as
 * well, or those of {@link PositionArm} where q is given.
 */
class WoodArm implements TrainingArm {
  private final TrainingParameters parameters;
  private final TrainingArm negatives;

  WoodArm(TrainingParameters parameters) {
    this.parameters = parameters;
    this.negatives =
        parameters.metricLoss().oodPositions() == null
            ? new BackgroundArm()
            : new PositionArm(parameters.metricLoss());
  }

  @Override
  public NDArray oods(NetworkInTraining network, NDArray features, NDArray logits) {
    return negatives.oods(network, features, logits);
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

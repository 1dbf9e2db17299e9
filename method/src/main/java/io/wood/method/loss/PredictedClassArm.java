package io.wood.method.loss;

import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.cluster.GroupMeans;
import io.wood.method.data.ImageFeatures;
import java.util.Optional;

/** The loss of the paper with OoDs grouped by the class they were mistaken for. */
final class PredictedClassArm extends WoodArm {
  PredictedClassArm(TrainingParameters parameters) {
    super(parameters);
  }

  @Override
  public Optional<Centres> oodCentres(NDManager owner, ImageFeatures oods) {
    GroupMeans means = new GroupMeans(oods.classes(), oods.dimension());
    for (int row = 0; row < oods.count(); row++) {
      means.add(oods.predicted(row), oods.pooled(), row);
    }
    return Optional.of(means.centres(owner));
  }
}

package io.wood.method.loss;

import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.cluster.GroupMeans;
import io.wood.method.data.ImageFeatures;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The centres of the metric loss: features are pulled to some and pushed away from others.
 *
 * @param classes P^in_c, the mean feature over all training images that carry label c, [C, D]
 * @param oods P^ood_k, centres of the groups of OoD features, [K, D]
 * @param use how often the loss selects each of the latter
 */
public record MetricCentres(Centres classes, Centres oods, CentreUse use) {
  /** Centres that no step has used yet. */
  public MetricCentres(Centres classes, Centres oods) {
    this(classes, oods, CentreUse.of(oods));
  }

  /**
   * The centres at one moment of training; empty for an arm without metric loss.
   *
   * @param owner who owns the result, on its device
   */
  public static Optional<MetricCentres> of(
      NDManager owner,
      TrainingParameters parameters,
      ImageFeatures labelled,
      List<Set<Integer>> labels,
      ImageFeatures oods) {
    return TrainingArm.of(parameters)
        .oodCentres(owner, oods)
        .map(groups -> new MetricCentres(classCentres(owner, labelled, labels), groups));
  }

  private static Centres classCentres(
      NDManager owner, ImageFeatures features, List<Set<Integer>> labels) {
    GroupMeans means = new GroupMeans(features.classes(), features.dimension());
    for (int row = 0; row < features.count(); row++) {
      for (int label : labels.get(features.index(row))) {
        means.add(label, features.pooled(), row);
      }
    }
    return means.centres(owner);
  }
}

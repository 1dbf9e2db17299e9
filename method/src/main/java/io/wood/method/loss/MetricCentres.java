package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.cluster.ClusterResult;
import io.wood.method.cluster.GroupMeans;
import io.wood.method.cluster.KMeans;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.RandomStreams;
import java.util.List;
import java.util.Set;

/**
 * What features are pulled to and pushed from.
 *
 * @param classes P^in_c, the mean feature over all training images that carry label c, [C, D]
 * @param oods P^ood_k, centres of the clusters of OoD features, [K, D]
 */
public record MetricCentres(Centres classes, Centres oods) {
  /**
   * Centres of one moment of training.
   *
   * @param owner who owns the result, on its device
   */
  public static MetricCentres of(
      NDManager owner,
      TrainingParameters parameters,
      ImageFeatures labelled,
      List<Set<Integer>> labels,
      ImageFeatures oods) {
    return new MetricCentres(
        classCentres(owner, labelled, labels), oodCentres(owner, parameters, oods));
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

  private static Centres oodCentres(
      NDManager owner, TrainingParameters parameters, ImageFeatures features) {
    if (parameters.arm() == Arm.PREDICTED_CLASS) {
      GroupMeans means = new GroupMeans(features.classes(), features.dimension());
      for (int row = 0; row < features.count(); row++) {
        means.add(features.predicted(row), features.pooled(), row);
      }
      return means.centres(owner);
    }
    int clusters = parameters.metricLoss().clusters();
    try (NDArray rows =
        owner.create(features.pooled(), new Shape(features.count(), features.dimension()))) {
      ClusterResult found =
          KMeans.cluster(
              rows,
              clusters,
              parameters.metricLoss().start(),
              RandomStreams.mix(parameters.seed(), RandomStreams.CLUSTERS),
              KMeans.ITERATIONS);
      return Centres.of(owner, clusters, found.dimension(), found.centres(), found.counts());
    }
  }
}

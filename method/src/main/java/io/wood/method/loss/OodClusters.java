package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.cluster.ClusterResult;
import io.wood.method.cluster.KMeans;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.RandomStreams;

/** Groups OoDs into K clusters of their features. */
final class OodClusters {
  private OodClusters() {}

  /**
   * The centres of the clusters.
   *
   * @param owner who owns the result, on its device
   * @param oods at least K of them
   */
  static Centres centres(NDManager owner, TrainingParameters parameters, ImageFeatures oods) {
    int clusters = parameters.metricLoss().clusters();
    try (NDArray rows = owner.create(oods.pooled(), new Shape(oods.count(), oods.dimension()))) {
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

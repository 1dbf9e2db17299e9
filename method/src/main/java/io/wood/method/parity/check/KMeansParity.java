package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.method.cluster.ClusterResult;
import io.wood.method.cluster.GroupMeans;
import io.wood.method.cluster.KMeans;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Devices;
import java.util.regex.MatchResult;

/** K-means from the first K rows: its state after every number of iterations that is there. */
public final class KMeansParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-5;
  private static final int ITERATIONS = 10;

  @Override
  public String topic() {
    return "kmeans";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      NDArray x = golden.tensor(manager, "x");
      int clusters = golden.shape("centres")[0];
      for (MatchResult key : golden.matching("centres(_iter(\\d+))?")) {
        String suffix = key.group(1) == null ? "" : key.group(1);
        int iterations = suffix.isEmpty() ? ITERATIONS : Integer.parseInt(key.group(2));
        ClusterResult found = KMeans.cluster(x, clusters, ClusterStart.FIRST_K, 0, iterations);
        comparison.exact("labels" + suffix, found.labels());
        comparison.close("centres" + suffix, found.centres(), TOLERANCE);
        if (suffix.isEmpty()) {
          comparison.exact("counts", found.counts());
        }
      }
      compareMeans(golden, manager, clusters, comparison);
    }
  }

  /** The centres once more, as means of their members. */
  private static void compareMeans(
      GoldenFile golden, NDManager manager, int clusters, GoldenComparison comparison) {
    float[] rows = golden.floats("x");
    int[] labels = golden.ints("labels");
    GroupMeans means = new GroupMeans(clusters, golden.shape("x")[1]);
    for (int row = 0; row < labels.length; row++) {
      means.add(labels[row], rows, row);
    }
    comparison.close(
        "ood_centres_recomputed", means.centres(manager).rows().toFloatArray(), TOLERANCE);
  }
}

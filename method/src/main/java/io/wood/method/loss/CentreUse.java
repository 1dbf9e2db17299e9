package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.artifact.ClusterUse;
import io.wood.method.cluster.Centres;
import java.util.Arrays;

/**
 * Counts for how many images the metric loss selects each centre of OoDs. The counts are on the
 * device until they are read, so that no step waits for them.
 */
public final class CentreUse {
  private final NDArray counts;

  private CentreUse(NDArray counts) {
    this.counts = counts;
  }

  /** Nothing counted yet; the counts live as long as the centres. */
  static CentreUse of(Centres oods) {
    NDArray rows = oods.rows();
    return new CentreUse(rows.getManager().zeros(new Shape(1, oods.count() + 1), DataType.FLOAT64));
  }

  /** What {@link #counts} held, copied. */
  public static CentreUse stored(NDArray counts) {
    return new CentreUse(counts.duplicate());
  }

  /**
   * Adds a batch.
   *
   * @param selected 1 where an image is pushed away from a centre, [N, K]
   */
  void add(NDArray selected) {
    NDArray fixed = selected.stopGradient();
    NDArray images = fixed.getManager().ones(new Shape(fixed.getShape().get(0), 1));
    counts.addi(
        NDArrays.concat(new NDList(fixed, images), 1)
            .sum(new int[] {0}, true)
            .toType(DataType.FLOAT64, false));
  }

  /** Selections of each centre, then the number of images, [1, K + 1]. */
  public NDArray counts() {
    return counts;
  }

  /** The counts so far. */
  public ClusterUse read() {
    double[] all = counts.toDoubleArray();
    return new ClusterUse(
        (long) all[all.length - 1],
        Arrays.stream(all, 0, all.length - 1).mapToObj(value -> (long) value).toList());
  }
}

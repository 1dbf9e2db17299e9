package io.wood.method.cam.contrast;

import java.util.BitSet;
import java.util.stream.IntStream;

/** What the classifier computes at the n positions of one image, row by row of the map. */
final class ImagePositions {
  private final int count;
  private final float[] features;
  private final float[] logits;

  /**
   * @param count n
   * @param features f, D × n
   * @param logits ℓ, C × n
   */
  ImagePositions(int count, float[] features, float[] logits) {
    this.count = count;
    this.features = features;
    this.logits = logits;
  }

  /** n. */
  int count() {
    return count;
  }

  /** D. */
  int dimension() {
    return features.length / count;
  }

  /** f at a position, a copy. */
  float[] feature(int position) {
    float[] feature = new float[dimension()];
    for (int i = 0; i < feature.length; i++) {
      feature[i] = features[i * count + position];
    }
    return feature;
  }

  /** Adds f at all positions to a sum of D numbers. */
  void addTo(double[] sum) {
    for (int i = 0; i < features.length; i++) {
      sum[i / count] += features[i];
    }
  }

  /**
   * Where a class is active: relu(ℓ_c) exceeds a share of its maximum; nowhere if ℓ_c is nowhere
   * positive.
   */
  BitSet active(int clazz, double share) {
    float max = 0;
    for (int u = 0; u < count; u++) {
      max = Math.max(max, logits[clazz * count + u]);
    }
    BitSet active = new BitSet(count);
    for (int u = 0; u < count; u++) {
      float positive = Math.max(0, logits[clazz * count + u]);
      active.set(u, positive > share * max);
    }
    return active;
  }

  /** The logit of the image: the mean of ℓ_c over its positions. */
  double logit(int clazz) {
    double total = 0;
    for (int u = 0; u < count; u++) {
      total += logits[clazz * count + u];
    }
    return total / count;
  }

  /** The positions with the highest ℓ_c, as far as it is positive; the first win ties. */
  IntStream positive(int clazz, int limit) {
    int from = clazz * count;
    return IntStream.range(0, count)
        .filter(u -> logits[from + u] > 0)
        .boxed()
        .sorted((one, other) -> Float.compare(logits[from + other], logits[from + one]))
        .limit(limit)
        .mapToInt(Integer::intValue);
  }

  /** The share of the positions with the highest max_c ℓ_c, at least one; the first win ties. */
  IntStream highest(double share) {
    float[] max = new float[count];
    for (int u = 0; u < count; u++) {
      max[u] = Float.NEGATIVE_INFINITY;
      for (int at = u; at < logits.length; at += count) {
        max[u] = Math.max(max[u], logits[at]);
      }
    }
    return IntStream.range(0, count)
        .boxed()
        .sorted((one, other) -> Float.compare(max[other], max[one]))
        .limit(Math.max(1, Math.round(share * count)))
        .mapToInt(Integer::intValue);
  }
}

package io.wood.method.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.LabelMap;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the cross-entropy of a batch of crops, −1/Z Σ_i Σ_{p ∈ H_i} w(y_p) log q_p(y_p).
 *
 * <p>y is the pixel's label, q the softmax of the logits, w the weight of the label. H_i are the
 * k_i = ⌈s·n_i⌉ of the n_i known pixels of crop i whose labels have the lowest probability: the
 * bootstrapped cross-entropy of Pohlen et al. 2017, which follows Wu, Shen and van den Hengel 2016;
 * with s = 1 all count. Z = Σ_i k_i/n_i Σ_p w(y_p) over all known pixels, so that the parts of a
 * batch add up and the size of the loss hardly depends on w and s. Pixels of label 255 are unknown.
 */
final class SegmentationLoss {
  private final float[] weights;
  private final double hardest;

  /**
   * A loss.
   *
   * @param weights w of each label, background first
   * @param hardest s
   */
  SegmentationLoss(float[] weights, double hardest) {
    this.weights = weights.clone();
    this.hardest = hardest;
  }

  /** Z of a batch; 0 without any known pixel. */
  double normaliser(List<LabelMap> batch) {
    return batch.stream().mapToDouble(this::normaliser).sum();
  }

  private double normaliser(LabelMap map) {
    double sum = 0;
    for (byte label : map.labels()) {
      sum += isKnown(label) ? weights[label & 0xff] : 0;
    }
    int known = known(map);
    return known == 0 ? 0 : sum * counting(known) / known;
  }

  /** Number of known pixels of a batch. */
  static long known(List<LabelMap> batch) {
    return batch.stream().mapToLong(SegmentationLoss::known).sum();
  }

  private static int known(LabelMap map) {
    int count = 0;
    for (byte label : map.labels()) {
      count += isKnown(label) ? 1 : 0;
    }
    return count;
  }

  private int counting(int known) {
    return (int) Math.ceil(hardest * known);
  }

  /**
   * The loss of a part of a batch, differentiable by the logits.
   *
   * @param logits [N, labels, H, W]
   * @param labels N maps of H × W pixels
   * @param normaliser Z of the whole batch, above 0
   */
  NDArray of(NDArray logits, List<LabelMap> labels, double normaliser) {
    Shape shape = new Shape(labels.size(), 1, labels.get(0).height(), labels.get(0).width());
    NDArray chosen =
        logits.logSoftmax(1).gather(logits.getManager().create(indices(labels), shape), 1);
    float[] factors = factors(labels, normaliser);
    if (hardest < 1) {
      float[] logProbabilities = chosen.toFloatArray();
      int from = 0;
      for (LabelMap map : labels) {
        leaveOutEasy(map, logProbabilities, factors, from);
        from += map.labels().length;
      }
    }
    return chosen.mul(logits.getManager().create(factors, shape)).sum();
  }

  private static long[] indices(List<LabelMap> labels) {
    long[] indices = new long[pixels(labels)];
    int at = 0;
    for (LabelMap map : labels) {
      for (byte label : map.labels()) {
        indices[at++] = isKnown(label) ? label & 0xff : 0;
      }
    }
    return indices;
  }

  /** −w/Z where the label is known, else 0. */
  private float[] factors(List<LabelMap> labels, double normaliser) {
    float[] factors = new float[pixels(labels)];
    int at = 0;
    for (LabelMap map : labels) {
      for (byte label : map.labels()) {
        factors[at++] = isKnown(label) ? (float) (-weights[label & 0xff] / normaliser) : 0;
      }
    }
    return factors;
  }

  /** Sets the factors of the pixels of a crop outside of H to 0. */
  private void leaveOutEasy(LabelMap map, float[] logProbabilities, float[] factors, int from) {
    int pixels = map.labels().length;
    float[] known = new float[pixels];
    int count = 0;
    for (int i = 0; i < pixels; i++) {
      if (isKnown(map.labels()[i])) {
        known[count++] = logProbabilities[from + i];
      }
    }
    if (count == 0) {
      return;
    }
    Arrays.sort(known, 0, count);
    int kept = counting(count);
    float limit = known[kept - 1];
    // Of equal pixels at the limit the first ones count.
    int equal = 0;
    while (equal < kept && known[kept - 1 - equal] == limit) {
      equal++;
    }
    for (int i = 0; i < pixels; i++) {
      float value = logProbabilities[from + i];
      boolean counts = value < limit;
      if (value == limit && isKnown(map.labels()[i])) {
        counts = equal-- > 0;
      }
      if (!counts) {
        factors[from + i] = 0;
      }
    }
  }

  private static boolean isKnown(byte label) {
    return label != (byte) LabelMap.IGNORE;
  }

  private static int pixels(List<LabelMap> labels) {
    return labels.stream().mapToInt(map -> map.labels().length).sum();
  }
}

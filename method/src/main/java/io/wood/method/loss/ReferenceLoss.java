package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.method.cluster.Centres;
import io.wood.method.tensor.EngineConstants;
import java.util.Arrays;

/**
 * The losses of the reference code, for parity with its published numbers.
 *
 * <p>loss_M = [Σ own-class d − Σ selected OoD d]/(N·K). The n distances of the whole batch to
 * existing OoD centres are sorted; the k-th largest, k = ⌊n·(1−τ)⌋, is the threshold; smaller ones
 * are selected. So λ acts on each image as λ/K.
 *
 * <p>loss_ood = Σ_b [argmax_c logit_c ≠ skipped]·mean_c softplus(logit_c)/N.
 */
public final class ReferenceLoss {
  private final MetricLoss parameters;
  private final Centres classes;
  private final Centres oods;
  private final CentreUse use;

  public ReferenceLoss(MetricLoss parameters, MetricCentres centres) {
    this.parameters = parameters;
    this.classes = centres.classes();
    this.oods = centres.oods();
    this.use = centres.use();
  }

  /**
   * loss_M.
   *
   * @param features z of labelled images, [N, D]
   * @param labels y, multi-hot, [N, C]
   * @return a scalar, differentiable in {@code features}
   */
  public NDArray metric(NDArray features, NDArray labels) {
    NDArray toOods = oodDistances(features);
    return metric(features, labels, toOods, threshold(toOods));
  }

  /**
   * loss_M of a part of a batch, divided by the part's own size.
   *
   * @param threshold of the whole batch
   */
  public NDArray metric(NDArray features, NDArray labels, double threshold) {
    return metric(features, labels, oodDistances(features), (float) threshold);
  }

  private NDArray metric(NDArray features, NDArray labels, NDArray toOods, float threshold) {
    NDArray own = classDistances(features).mul(labels).sum();
    NDArray selected = selected(toOods, threshold);
    use.add(selected);
    return own.sub(toOods.mul(selected).sum())
        .div(
            EngineConstants.scalar(
                features.getManager(), features.getShape().get(0) * (double) oods.count()));
  }

  /**
   * The distance below which a batch selects OoD centres; infinite when it selects them all.
   *
   * @param features z of all labelled images of the batch, [N, D]
   */
  double thresholdOf(NDArray features) {
    return threshold(oodDistances(features));
  }

  /**
   * loss_ood.
   *
   * @param logits of OoDs, [N, C]
   * @param skippedClass index of the class whose OoDs do not count; -1 for none
   * @return a scalar, differentiable in {@code logits}
   */
  public static NDArray oods(NDArray logits, int skippedClass) {
    NDArray perImage = ClassificationLoss.softPlus(logits).mean(new int[] {1});
    if (skippedClass >= 0) {
      NDArray counted = logits.argMax(1).neq(skippedClass);
      perImage = perImage.mul(counted.toType(DataType.FLOAT32, false));
    }
    return perImage
        .sum()
        .div(EngineConstants.scalar(logits.getManager(), (double) logits.getShape().get(0)));
  }

  /** [N, C]; 0 to a class without a centre. */
  public NDArray classDistances(NDArray features) {
    return CentreDistances.between(features, classes.rows()).mul(classes.present());
  }

  /** [N, K]; 0 to an empty cluster. */
  public NDArray oodDistances(NDArray features) {
    return CentreDistances.between(features, oods.rows()).mul(oods.present());
  }

  /** 1 where a distance is below the threshold: [N, K]. */
  public NDArray selected(NDArray toOods) {
    return selected(toOods, threshold(toOods));
  }

  private NDArray selected(NDArray toOods, float threshold) {
    // A comparison records no gradient: which distances count is not a differentiable choice.
    return toOods.lt(threshold).toType(DataType.FLOAT32, false).mul(oods.present());
  }

  /** The k-th largest distance of the batch. */
  public float threshold(NDArray distances) {
    float[] all = distances.stopGradient().toFloatArray();
    float[] present = oods.present().toFloatArray();
    float[] counted = new float[all.length];
    int n = 0;
    for (int i = 0; i < all.length; i++) {
      if (present[i % present.length] > 0) {
        counted[n++] = all[i];
      }
    }
    int k = (int) (n * (1 - parameters.tau()));
    if (k == 0) {
      return Float.POSITIVE_INFINITY;
    }
    Arrays.sort(counted, 0, n);
    return counted[n - k];
  }
}

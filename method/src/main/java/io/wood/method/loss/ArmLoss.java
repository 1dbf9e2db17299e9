package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.BatchSplit;
import io.wood.method.tensor.EngineConstants;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The loss of an arm.
 *
 * <p>L = BCE(F(x_in), y), for arms with OoDs + oodWeight·L_ood, for those with a metric loss +
 * λ·L_d; the {@link TrainingArm} computes L_ood, of OoDs or of what labelled images show of them,
 * and L_d. Labelled images and OoDs go through the network together: batch norm runs on stored
 * statistics, so that neither depends on the other.
 */
public final class ArmLoss {
  /**
   * A loss.
   *
   * @param total to descend on
   * @param parts scalars to report, by name
   */
  public record Outcome(NDArray total, Map<String, NDArray> parts) {}

  /**
   * What depends on the whole batch and is needed before its parts are evaluated.
   *
   * @param images to evaluate: as they came, or with the OoDs moved a step
   * @param threshold of the reference's selection; empty when the only part finds it itself
   */
  public record WholeBatch(NDArray images, OptionalDouble threshold) {}

  private final MetricLoss weights;
  private final TrainingArm arm;
  private final NetworkInTraining network;
  private final Optional<MetricCentres> centres;

  public ArmLoss(
      TrainingParameters parameters, NetworkInTraining network, Optional<MetricCentres> centres) {
    this.weights = parameters.metricLoss();
    this.arm = TrainingArm.of(parameters);
    this.network = network;
    this.centres = centres;
  }

  /**
   * Computes what depends on the whole batch, before its parts are evaluated.
   *
   * @param images labelled images, then as many OoDs if the arm uses them, [N or 2N, 3, H, W]
   * @param split how the batch will be evaluated
   */
  public WholeBatch prepare(NDArray images, BatchSplit split) {
    return images.getShape().get(0) > split.size()
        ? arm.prepare(network, centres, images, split)
        : new WholeBatch(images, OptionalDouble.empty());
  }

  /**
   * The loss of a part of a batch, or of all of it.
   *
   * @param images labelled images, then as many OoDs if the arm adds them, [n or 2n, 3, H, W]
   * @param labels [n, C]
   * @param background 1 at positions of labelled images that are known to be background, 0
   *     elsewhere, [n, h, w]; empty where none is known
   * @param threshold of the whole batch, as {@link #prepare} found it
   */
  public Outcome evaluate(
      NDArray images, NDArray labels, Optional<NDArray> background, OptionalDouble threshold) {
    long labelled = labels.getShape().get(0);
    boolean withOods = images.getShape().get(0) > labelled;
    NDArray features = network.features(images);
    NDArray z = network.network().pooled(features);
    NDArray logits = network.network().logits(z);
    NDIndex first = new NDIndex(":{}", labelled);
    NDArray zIn = z.get(first);
    Map<String, NDArray> parts = new LinkedHashMap<>();
    NDArray total = ClassificationLoss.labelled(logits.get(first), labels);
    parts.put("loss.labelled", total);
    NDIndex rest = new NDIndex("{}:", labelled);
    Optional<NDArray> ood =
        withOods
            ? Optional.of(arm.oods(network, features.get(rest), logits.get(rest)))
            : background.flatMap(at -> arm.background(network, features, at));
    if (ood.isPresent()) {
      parts.put("loss.ood", ood.get());
      total = total.add(weighted(ood.get(), weights.oodWeight()));
    }
    Optional<NDArray> metric = centres.flatMap(at -> arm.metric(at, zIn, labels, threshold));
    if (metric.isPresent()) {
      parts.put("loss.metric", metric.get());
      total = total.add(weighted(metric.get(), weights.lambda()));
      parts.put("gradient.metric", gradientRatio(zIn, logits.get(first), labels, threshold));
    }
    parts.put("loss", total);
    parts.put("featureNorm", zIn.stopGradient().square().sum(new int[] {1}).sqrt().mean());
    return new Outcome(total, parts);
  }

  /** With centres of its own, so that no selection is counted twice. */
  private NDArray gradientRatio(
      NDArray z, NDArray logits, NDArray labels, OptionalDouble threshold) {
    MetricCentres uncounted =
        new MetricCentres(centres.orElseThrow().classes(), centres.orElseThrow().oods());
    return GradientRatio.of(
        z,
        logits,
        labels,
        network.network().classifierWeight(),
        weights.lambda(),
        at -> arm.metric(uncounted, at, labels, threshold).orElseThrow());
  }

  private static NDArray weighted(NDArray loss, double weight) {
    return loss.mul(EngineConstants.scalar(loss.getManager(), weight));
  }
}

package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cam.contrast.ContrastCentres;
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
 * λ·L_d, for those that compare positions + ω·L_contrast; the {@link TrainingArm} computes L_ood,
 * of OoDs or of what labelled images show of them, L_d and L_contrast. Labelled images and OoDs go
 * through the network together: batch norm runs on stored statistics, so that neither depends on
 * the other.
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
  private final Optional<ContrastCentres> contrast;

  /** Of an arm that compares no positions. */
  public ArmLoss(
      TrainingParameters parameters, NetworkInTraining network, Optional<MetricCentres> centres) {
    this(parameters, network, centres, Optional.empty());
  }

  /**
   * @param centres of an arm with a metric loss
   * @param contrast what an arm that compares positions compares them with
   */
  public ArmLoss(
      TrainingParameters parameters,
      NetworkInTraining network,
      Optional<MetricCentres> centres,
      Optional<ContrastCentres> contrast) {
    this.weights = parameters.metricLoss();
    this.arm = TrainingArm.of(parameters);
    this.network = network;
    this.centres = centres;
    this.contrast = contrast;
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
    Optional<ContrastLoss> compared =
        contrast.flatMap(at -> arm.contrast(at, network.network(), features.get(first), labels));
    if (compared.isPresent()) {
      parts.putAll(compared.get().figures());
      total = total.add(weighted(compared.get().loss(), compared.get().weight()));
    }
    NDIndex rest = new NDIndex("{}:", labelled);
    Optional<NDArray> ood =
        withOods
            ? Optional.of(arm.oods(network, features.get(rest), logits.get(rest)))
            : background.flatMap(at -> arm.background(network, features, at));
    if (ood.isPresent()) {
      parts.put("loss.ood", ood.get());
      total = total.add(weighted(ood.get(), weights.oodWeight()));
    }
    if (centres.isPresent()) {
      FeatureLoss metric =
          FeatureLoss.of(zIn, at -> arm.metric(centres.get(), at, labels, threshold).orElseThrow());
      parts.put("loss.metric", metric.value());
      parts.put("gradient.metric", gradientRatio(metric, logits.get(first), labels));
      total = total.add(weighted(metric.term(zIn), weights.lambda()));
    }
    parts.put("loss", total);
    parts.put("featureNorm", zIn.stopGradient().square().sum(new int[] {1}).sqrt().mean());
    return new Outcome(total, parts);
  }

  private NDArray gradientRatio(FeatureLoss metric, NDArray logits, NDArray labels) {
    return GradientRatio.of(
        metric.gradient(), weights.lambda(), logits, labels, network.network().classifierWeight());
  }

  private static NDArray weighted(NDArray loss, double weight) {
    return loss.mul(EngineConstants.scalar(loss.getManager(), weight));
  }
}

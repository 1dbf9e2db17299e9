package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.BatchSplit;
import io.wood.method.tensor.AdversarialStep;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.TensorScopes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The loss of an arm.
 *
 * <p>L = BCE(F(x_in), y), for arms with OoDs + oodWeight·BCE(F(x_ood), 0), for those with a metric
 * loss + λ·L_d. Labelled images and OoDs go through the network together: batch norm runs on stored
 * statistics, so that one does not see the other.
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
   * What is a matter of the whole batch and must be known before its parts are.
   *
   * @param images to evaluate: as they came, or with the OoDs moved a step
   * @param threshold of the reference's selection; empty when the one part finds it itself
   */
  public record WholeBatch(NDArray images, OptionalDouble threshold) {}

  private final TrainingParameters parameters;
  private final NetworkInTraining trainee;
  private final Optional<MetricCentres> centres;

  public ArmLoss(
      TrainingParameters parameters, NetworkInTraining trainee, Optional<MetricCentres> centres) {
    this.parameters = parameters;
    this.trainee = trainee;
    this.centres = centres;
  }

  /**
   * Looks at a whole batch before its parts are evaluated. Only the reference's loss has anything
   * to see there: the largest gradient and the extreme pixels of its adversarial step, and the
   * threshold of its selection. Both are found part by part too, the threshold by one more forward
   * pass over the labelled images, so that the parts add up to what one part would have given.
   *
   * @param images labelled images, then as many OoDs if the arm uses them, [N or 2N, 3, H, W]
   * @param split how the batch will be evaluated
   */
  public WholeBatch prepare(NDArray images, BatchSplit split) {
    boolean withOods = images.getShape().get(0) > split.size();
    if (parameters.arm() != Arm.REFERENCE || !withOods) {
      return new WholeBatch(images, OptionalDouble.empty());
    }
    boolean selects = split.parts() > 1 && centres.isPresent();
    return new WholeBatch(
        climbed(images, split),
        selects
            ? OptionalDouble.of(threshold(centres.get(), images, split))
            : OptionalDouble.empty());
  }

  /**
   * The loss of a part of a batch, or of all of it.
   *
   * @param images labelled images, then as many OoDs if the arm uses them, [n or 2n, 3, H, W]
   * @param labels [n, C]
   * @param threshold of the whole batch, as {@link #prepare} found it
   */
  public Outcome evaluate(NDArray images, NDArray labels, OptionalDouble threshold) {
    long labelled = labels.getShape().get(0);
    boolean withOods = images.getShape().get(0) > labelled;
    NDArray z = features(images);
    NDArray logits = trainee.network().logits(z);
    NDIndex first = new NDIndex(":{}", labelled);
    NDArray zIn = z.get(first);
    Map<String, NDArray> parts = new LinkedHashMap<>();
    NDArray total = ClassificationLoss.labelled(logits.get(first), labels);
    parts.put("loss.labelled", total);
    if (withOods) {
      NDArray ood = oodLoss(logits.get(new NDIndex("{}:", labelled)));
      parts.put("loss.ood", ood);
      total = total.add(weighted(ood, parameters.metricLoss().oodWeight()));
    }
    if (centres.isPresent()) {
      NDArray metric = metricLoss(centres.get(), zIn, labels, threshold);
      parts.put("loss.metric", metric);
      total = total.add(weighted(metric, parameters.metricLoss().lambda()));
    }
    parts.put("loss", total);
    parts.put("featureNorm", zIn.stopGradient().square().sum(new int[] {1}).sqrt().mean());
    return new Outcome(total, parts);
  }

  private static NDArray weighted(NDArray loss, double weight) {
    return loss.mul(EngineConstants.scalar(loss.getManager(), weight));
  }

  private NDArray features(NDArray x) {
    return trainee.network().pooled(trainee.network().features(x, trainee.statistics()));
  }

  private NDArray oodLoss(NDArray logits) {
    return parameters.arm() == Arm.REFERENCE && centres.isPresent()
        ? reference(centres.get()).oods(logits)
        : ClassificationLoss.negative(logits);
  }

  private NDArray metricLoss(
      MetricCentres c, NDArray features, NDArray labels, OptionalDouble threshold) {
    if (parameters.arm() == Arm.REFERENCE) {
      return threshold.isPresent()
          ? reference(c).metric(features, labels, threshold.getAsDouble())
          : reference(c).metric(features, labels);
    }
    return new PaperLoss(parameters.metricLoss(), c.classes(), c.oods()).evaluate(features, labels);
  }

  private ReferenceLoss reference(MetricCentres c) {
    return new ReferenceLoss(parameters.metricLoss(), c.classes(), c.oods());
  }

  private NDArray climbed(NDArray images, BatchSplit split) {
    NDList gradients = new NDList();
    for (int part = 0; part < split.parts(); part++) {
      NDArray oods = split.oods(images, part);
      gradients.add(TensorScopes.keep(images.getManager(), () -> confidenceGradient(oods)));
    }
    // The way to the OoDs' pixels led through the weights.
    trainee.trained().forEach(parameter -> Gradients.clear(parameter.value()));
    NDArray further =
        AdversarialStep.climb(
            images.get(new NDIndex("{}:", split.size())),
            NDArrays.concat(gradients, 0),
            parameters.metricLoss().adversarialStep());
    return images.get(new NDIndex(":{}", split.size())).concat(further, 0);
  }

  /** ∇ₓ Σ_b max_c logit. */
  private NDArray confidenceGradient(NDArray oods) {
    NDArray x = oods.stopGradient().duplicate();
    x.setRequiresGradient(true);
    NDArray logits = trainee.network().logits(features(x));
    Gradients.backward(logits.max(new int[] {1}).sum());
    // A copy, because the gradient's memory goes with x.
    return x.getGradient().stopGradient().duplicate();
  }

  private double threshold(MetricCentres c, NDArray images, BatchSplit split) {
    try (GradientMode off = GradientMode.off()) {
      NDList features = new NDList();
      for (int part = 0; part < split.parts(); part++) {
        features.add(features(split.rows(images, part)));
      }
      return reference(c).thresholdOf(NDArrays.concat(features, 0));
    }
  }
}

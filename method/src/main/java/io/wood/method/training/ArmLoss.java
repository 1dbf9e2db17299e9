package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.wood.contracts.Arm;
import io.wood.contracts.TrainingParameters;
import io.wood.contracts.TrainingParameters.MetricLoss;
import io.wood.method.tensor.Constants;
import io.wood.method.tensor.Gradients;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The loss of an arm.
 *
 * <p>L = BCE(F(x_in), y), for arms with OoDs + oodWeight·BCE(F(x_ood), 0), for those with a metric
 * loss + λ·L_d. Labelled images and OoDs go through the network together: batch norm runs on stored
 * statistics, so that one does not see the other.
 */
final class ArmLoss {
  /**
   * A loss.
   *
   * @param total to descend on
   * @param parts scalars to report, by name
   */
  record Outcome(NDArray total, Map<String, NDArray> parts) {}

  private final TrainingParameters parameters;
  private final Trainee trainee;
  private final Optional<MetricCentres> centres;

  ArmLoss(TrainingParameters parameters, Trainee trainee, Optional<MetricCentres> centres) {
    this.parameters = parameters;
    this.trainee = trainee;
    this.centres = centres;
  }

  /**
   * The loss of a batch.
   *
   * @param images labelled images, then OoDs if the arm uses them, [N or 2N, 3, H, W]
   * @param labels [N, C]
   */
  Outcome evaluate(NDArray images, NDArray labels) {
    long labelled = labels.getShape().get(0);
    boolean withOods = images.getShape().get(0) > labelled;
    boolean climbs = parameters.arm() == Arm.REFERENCE && withOods;
    NDArray x = climbs ? climbed(images, labelled) : images;
    NDArray z = features(x);
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
      NDArray metric = metricLoss(centres.get(), zIn, labels);
      parts.put("loss.metric", metric);
      total = total.add(weighted(metric, parameters.metricLoss().lambda()));
    }
    parts.put("loss", total);
    parts.put("featureNorm", zIn.stopGradient().square().sum(new int[] {1}).sqrt().mean());
    return new Outcome(total, parts);
  }

  private static NDArray weighted(NDArray loss, double weight) {
    return loss.mul(Constants.scalar(loss.getManager(), weight));
  }

  private NDArray features(NDArray x) {
    return trainee.network().pooled(trainee.network().features(x, trainee.statistics()));
  }

  private NDArray oodLoss(NDArray logits) {
    return parameters.arm() == Arm.REFERENCE && centres.isPresent()
        ? reference(centres.get()).oods(logits)
        : ClassificationLoss.negative(logits);
  }

  private NDArray metricLoss(MetricCentres c, NDArray features, NDArray labels) {
    MetricLoss settings = parameters.metricLoss();
    return parameters.arm() == Arm.REFERENCE
        ? reference(c).metric(features, labels)
        : new PaperLoss(settings, c.classes(), c.oods()).evaluate(features, labels);
  }

  private ReferenceLoss reference(MetricCentres c) {
    return new ReferenceLoss(parameters.metricLoss(), c.classes(), c.oods());
  }

  private NDArray climbed(NDArray images, long labelled) {
    NDArray oods = images.get(new NDIndex("{}:", labelled));
    NDArray x = oods.stopGradient().duplicate();
    x.setRequiresGradient(true);
    NDArray logits = trainee.network().logits(features(x));
    Gradients.backward(logits.max(new int[] {1}).sum());
    NDArray further =
        AdversarialStep.climb(
            oods, x.getGradient().stopGradient(), parameters.metricLoss().adversarialStep());
    trainee.trained().forEach(parameter -> Gradients.clear(parameter.value()));
    return images.get(new NDIndex(":{}", labelled)).concat(further, 0);
  }
}

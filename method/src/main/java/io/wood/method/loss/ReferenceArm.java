package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.data.BatchSplit;
import io.wood.method.data.ImageFeatures;
import io.wood.method.loss.ArmLoss.WholeBatch;
import io.wood.method.tensor.AdversarialStep;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.TensorScopes;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The loss of the reference code: {@link ReferenceLoss} with K clusters of OoDs, after one {@link
 * AdversarialStep} of the OoDs.
 *
 * <p>The largest gradient and the extreme pixels of the step, and the threshold of the selection,
 * belong to the whole batch. Both are found part by part too, the threshold by one more forward
 * pass over the labelled images, so that the parts add up to what one part would give.
 */
final class ReferenceArm implements TrainingArm {
  private final TrainingParameters parameters;

  ReferenceArm(TrainingParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public Optional<Centres> oodCentres(NDManager owner, ImageFeatures oods) {
    return Optional.of(OodClusters.centres(owner, parameters, oods));
  }

  @Override
  public WholeBatch prepare(
      NetworkInTraining network,
      Optional<MetricCentres> centres,
      NDArray images,
      BatchSplit split) {
    NDArray moved = moved(network, images, split);
    return new WholeBatch(
        moved,
        split.parts() > 1 && centres.isPresent()
            ? OptionalDouble.of(threshold(network, centres.get(), images, split))
            : OptionalDouble.empty());
  }

  @Override
  public NDArray oods(NetworkInTraining network, NDArray features, NDArray logits) {
    return ReferenceLoss.oods(logits, parameters.metricLoss().skippedClass());
  }

  @Override
  public Optional<NDArray> metric(
      MetricCentres centres, NDArray features, NDArray labels, OptionalDouble threshold) {
    ReferenceLoss loss = loss(centres);
    return Optional.of(
        threshold.isPresent()
            ? loss.metric(features, labels, threshold.getAsDouble())
            : loss.metric(features, labels));
  }

  private ReferenceLoss loss(MetricCentres centres) {
    return new ReferenceLoss(parameters.metricLoss(), centres);
  }

  /** The batch with its OoDs moved one adversarial step. */
  private NDArray moved(NetworkInTraining network, NDArray images, BatchSplit split) {
    NDList gradients = new NDList();
    for (int part = 0; part < split.parts(); part++) {
      NDArray oods = split.oods(images, part);
      gradients.add(
          TensorScopes.keep(images.getManager(), () -> confidenceGradient(network, oods)));
    }
    // The backward pass to the OoDs' pixels left gradients on the weights.
    network.trained().forEach(parameter -> Gradients.clear(parameter.value()));
    NDArray oods =
        AdversarialStep.climb(
            images.get(new NDIndex("{}:", split.size())),
            NDArrays.concat(gradients, 0),
            parameters.metricLoss().adversarialStep());
    return images.get(new NDIndex(":{}", split.size())).concat(oods, 0);
  }

  /** ∇ₓ Σ_b max_c logit. */
  private static NDArray confidenceGradient(NetworkInTraining network, NDArray oods) {
    NDArray x = oods.stopGradient().duplicate();
    x.setRequiresGradient(true);
    NDArray logits = network.network().logits(network.pooled(x));
    Gradients.backward(logits.max(new int[] {1}).sum());
    // A copy, because the gradient's memory goes with x.
    return x.getGradient().stopGradient().duplicate();
  }

  private double threshold(
      NetworkInTraining network, MetricCentres centres, NDArray images, BatchSplit split) {
    try (GradientMode off = GradientMode.off()) {
      NDList features = new NDList();
      for (int part = 0; part < split.parts(); part++) {
        features.add(network.pooled(split.rows(images, part)));
      }
      return loss(centres).thresholdOf(NDArrays.concat(features, 0));
    }
  }
}

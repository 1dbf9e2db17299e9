package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.BackgroundMining;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.EngineConstants;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Background of labelled images that looks like negatives is a negative at its position. With
 * ℓ_c(u) the logit of class c at position u of image b, and the lead of the class from {@link
 * ContrastCentres#lead},
 *
 * <p>F_b = {(c, u) : b shows c, relu(ℓ_c(u)) &gt; .1 of its maximum, lead_c(u) &lt; −δ},
 *
 * <p>L_mined = mean over images of the mean of max(0, ℓ_c(u) + m) over F_b, 0 where F_b is empty.
 *
 * <p>The share of the positions, counted for each labelled class, that are in F_b is reported.
 *
 * <p>After the pixel loss of FPR (Chen et al., ICCV 2023). F_b is a constant of the step: no
 * gradient goes through it.
 */
final class MinedArm implements TrainingArm {
  /** Share of its maximum that a map exceeds where its class is active. */
  private static final float ACTIVE = .1f;

  private final double weight;
  private final float lead;
  private final float margin;

  MinedArm(BackgroundMining settings) {
    this.weight = settings.weight();
    this.lead = settings.lead().floatValue();
    this.margin = settings.margin().floatValue();
  }

  @Override
  public Optional<ContrastLoss> contrast(
      ContrastCentres centres, Classifier network, NDArray features, NDArray labels) {
    NDArray maps = network.positionLogits(features);
    NDArray mined = mined(centres, features.stopGradient(), maps.stopGradient(), labels);
    Shape shape = maps.getShape();
    int[] withinImage = {1, 2, 3};
    NDArray size = mined.sum(withinImage);
    NDArray one = EngineConstants.scalar(maps.getManager(), 1);
    NDArray loss =
        maps.add(margin)
            .getNDArrayInternal()
            .relu()
            .mul(mined)
            .sum(withinImage)
            .div(size.maximum(one))
            .mean();
    NDArray positions =
        labels.sum(new int[] {1}).maximum(one).mul((float) (shape.get(2) * shape.get(3)));
    return Optional.of(
        new ContrastLoss(
            loss, weight, Map.of("loss.mined", loss, "mined.share", size.div(positions).mean())));
  }

  /** 1 in F, [n, C, h, w]. */
  private NDArray mined(ContrastCentres centres, NDArray features, NDArray maps, NDArray labels) {
    Shape shape = maps.getShape();
    NDArray positive = maps.getNDArrayInternal().relu();
    NDArray max =
        positive.reshape(shape.get(0), shape.get(1), -1).max(new int[] {2}, true).expandDims(3);
    NDArray active = positive.gt(max.mul(ACTIVE));
    NDArray leads = centres.lead(features, IntStream.range(0, (int) shape.get(1)).boxed().toList());
    return active
        .logicalAnd(leads.lt(-lead))
        .toType(DataType.FLOAT32, false)
        .mul(labels.reshape(shape.get(0), shape.get(1), 1, 1));
  }
}

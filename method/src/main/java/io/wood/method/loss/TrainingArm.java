package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.cluster.Centres;
import io.wood.method.data.BatchSplit;
import io.wood.method.data.ImageFeatures;
import io.wood.method.loss.ArmLoss.WholeBatch;
import io.wood.method.network.Classifier;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an arm adds to the classification loss of the labelled images. The defaults are those of an
 * arm that takes OoDs as plain negatives.
 *
 * <p>A new arm is a constant of {@link io.wood.contracts.parameter.Arm}, a class here and a line in
 * {@link #of}.
 */
interface TrainingArm {
  /** The arm of these parameters: the only place that distinguishes arms. */
  static TrainingArm of(TrainingParameters parameters) {
    return switch (parameters.arm()) {
      case BASE, CONTROL -> new LabelArm();
      case BACKGROUND -> new BackgroundArm();
      case POSITION -> new PositionArm(parameters.metricLoss());
      case FOCAL -> new FocalArm(parameters.metricLoss());
      case MINED -> new MinedArm(parameters.metricLoss().background());
      case CANVAS -> new CanvasArm(parameters.metricLoss());
      case REGION -> new RegionArm(parameters.metricLoss().regions());
      case PREDICTED_CLASS -> new PredictedClassArm(parameters);
      case REFERENCE -> new ReferenceArm(parameters);
      case WOOD, WOOD_AT_POSITIONS -> new WoodArm(parameters);
    };
  }

  /**
   * Centres of the groups of OoDs that features are pushed away from; empty without a metric loss.
   *
   * @param owner who owns the result, on its device
   * @param oods features of all OoDs at one moment of training
   */
  default Optional<Centres> oodCentres(NDManager owner, ImageFeatures oods) {
    return Optional.empty();
  }

  /**
   * Computes what depends on the whole batch, before its parts are evaluated.
   *
   * @param images labelled images, then OoDs, [2N, 3, H, W]
   * @param split how the batch will be evaluated
   */
  default WholeBatch prepare(
      NetworkInTraining network,
      Optional<MetricCentres> centres,
      NDArray images,
      BatchSplit split) {
    return new WholeBatch(images, OptionalDouble.empty());
  }

  /**
   * The classification loss of OoDs, before its weight.
   *
   * @param features f of OoDs at every position, [n, D, h, w]
   * @param logits of OoDs, [n, C]
   */
  default NDArray oods(NetworkInTraining network, NDArray features, NDArray logits) {
    return ClassificationLoss.negative(logits);
  }

  /**
   * What labelled images add to the loss when their positions are compared with centres; empty
   * without such a part.
   *
   * @param centres that positions are compared with
   * @param features f of labelled images, [n, D, h, w]
   * @param labels y, multi-hot, [n, C]
   */
  default Optional<ContrastLoss> contrast(
      ContrastCentres centres, Classifier network, NDArray features, NDArray labels) {
    return Optional.empty();
  }

  /**
   * The loss of positions of labelled images that are known to be background, before the weight of
   * OoDs; empty for an arm without such positions.
   *
   * @param features f of labelled images, [n, D, h, w]
   * @param background 1 at these positions and 0 elsewhere, [n, h, w]
   */
  default Optional<NDArray> background(
      NetworkInTraining network, NDArray features, NDArray background) {
    return Optional.empty();
  }

  /**
   * The metric loss of labelled images, before its weight λ; empty without one.
   *
   * @param features z, [n, D]
   * @param labels y, multi-hot, [n, C]
   * @param threshold of the whole batch, as {@link #prepare} found it
   */
  default Optional<NDArray> metric(
      MetricCentres centres, NDArray features, NDArray labels, OptionalDouble threshold) {
    return Optional.empty();
  }
}

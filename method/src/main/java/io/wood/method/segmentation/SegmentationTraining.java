package io.wood.method.segmentation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters.Segmentation;
import io.wood.method.network.Classifier;
import io.wood.method.network.Parameter;
import io.wood.method.pixel.CropSettings;
import io.wood.method.pixel.MaskedBatches;
import io.wood.method.pixel.MaskedImages;
import io.wood.method.pixel.PixelTraining;
import io.wood.method.tensor.EngineThreads;
import io.wood.method.training.PolySgd;
import io.wood.method.training.TrainingListener;
import java.util.List;
import java.util.Optional;

/**
 * Trains the segmentation network on the pseudo-masks, starting from the classifier's trunk: crops
 * at scales .5 to 1.5, mirrored at random, SGD with momentum .9 under a poly schedule, the head at
 * ten times the trunk's rate, the trunk's first stage frozen, batch norm on running statistics.
 */
public final class SegmentationTraining {
  private static final double MOMENTUM = .9;
  private static final double WEIGHT_DECAY = 5e-4;
  private static final double POWER = .9;
  private static final double HEAD_FACTOR = 10;
  private static final int FROZEN_STAGES = 1;
  private static final int CHECKPOINT_STEPS = 100;

  /**
   * Where it starts.
   *
   * @param architecture of the classifier
   * @param classes its foreground classes
   * @param seed of everything random
   */
  public record Start(String architecture, int classes, long seed) {}

  private final Segmentation parameters;
  private final Start start;
  private final byte[] classifierWeights;
  private final MaskedImages images;
  private final Device device;
  private final TrainingListener listener;

  /**
   * A training.
   *
   * @param parameters crop, batch and rates
   * @param start which network
   * @param classifierWeights the classifier's weights in safetensors format
   * @param images with their pseudo-masks: 0, class index + 1, or 255
   * @param device where to compute
   * @param listener told how it goes
   */
  public SegmentationTraining(
      Segmentation parameters,
      Start start,
      byte[] classifierWeights,
      MaskedImages images,
      Device device,
      TrainingListener listener) {
    this.parameters = parameters;
    this.start = start;
    this.classifierWeights = classifierWeights;
    this.images = images;
    this.device = device;
    this.listener = listener;
  }

  /** Which network the weights will be of. */
  public NetworkSpec spec() {
    return new NetworkSpec(start.architecture(), parameters.outputStride());
  }

  /** From the beginning; gives the weights for {@link SegmentationNetwork#load}. */
  public byte[] run() {
    return run(Optional.empty());
  }

  /** From a checkpoint that the listener was given. */
  public byte[] resume(byte[] checkpoint) {
    return run(Optional.of(checkpoint));
  }

  private byte[] run(Optional<byte[]> checkpoint) {
    CropSettings crop = new CropSettings(parameters.crop(), .5, 1.5, start.classes() + 1);
    MaskedBatches batches = new MaskedBatches(images, crop, parameters.batchSize(), start.seed());
    long steps = batches.steps(parameters.epochs());
    Classifier trunk = Classifier.load(spec(), start.classes(), classifierWeights, device);
    try (EngineThreads all = EngineThreads.all();
        SegmentationNetwork network = SegmentationNetwork.create(trunk)) {
      NDList trunkParameters = trunkParameters(trunk);
      NDList headParameters = network.parameters().trainable(AsppHead.PREFIX);
      try (PolySgd optimiser =
          new PolySgd(
              network.parameters().manager(),
              List.of(
                  new PolySgd.Group(trunkParameters, parameters.learningRate()),
                  new PolySgd.Group(headParameters, HEAD_FACTOR * parameters.learningRate())),
              new PolySgd.Settings(MOMENTUM, WEIGHT_DECAY, POWER, steps))) {
        PixelTraining training =
            new PixelTraining(
                new PixelTraining.Plan("segmentation", steps, CHECKPOINT_STEPS, identity()),
                batches,
                optimiser,
                List.of(trunkParameters, headParameters),
                listener);
        checkpoint.ifPresent(training::restore);
        training.run(new SegmentationStep(network));
      }
      return network.toBytes();
    }
  }

  /** All but the classifier's own weight, which the segmentation network does not use. */
  private static NDList trunkParameters(Classifier trunk) {
    NDArray[] trained =
        trunk.trainable(FROZEN_STAGES).stream()
            .filter(parameter -> !parameter.isClassifier())
            .map(Parameter::value)
            .toArray(NDArray[]::new);
    return new NDList(trained);
  }

  private String identity() {
    return "segmentation by a sum of branches, %s %s images %d"
        .formatted(parameters, start, images.size());
  }
}

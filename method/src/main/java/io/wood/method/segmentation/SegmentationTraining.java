package io.wood.method.segmentation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.method.data.MaskedImages;
import io.wood.method.data.RandomStreams;
import io.wood.method.data.augment.CropSettings;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.Parameter;
import io.wood.method.tensor.EngineThreads;
import io.wood.method.training.MaskTraining;
import io.wood.method.training.PolySgd;
import io.wood.method.training.TrainingListener;
import java.util.List;
import java.util.Optional;

/**
 * Trains the segmentation network on the pseudo-masks, starting from a trained trunk: crops at
 * scales .5 to 1.5, mirrored at random, SGD with momentum .9 under a poly schedule, the head at ten
 * times the trunk's rate, the trunk's first stage frozen, batch norm on running statistics.
 */
public final class SegmentationTraining {
  private static final double MOMENTUM = .9;
  private static final double WEIGHT_DECAY = 5e-4;
  private static final double POWER = .9;
  private static final double HEAD_FACTOR = 10;
  private static final int FROZEN_STAGES = 1;
  private static final int CHECKPOINT_STEPS = 100;

  /**
   * The network that the training starts from.
   *
   * @param architecture of the trunk
   * @param classes foreground classes
   * @param seed of everything random
   */
  public record Start(String architecture, int classes, long seed) {}

  private final SegmentationParameters parameters;
  private final Start start;
  private final byte[] trunkWeights;
  private final MaskedImages images;
  private final Device device;
  private final TrainingListener listener;

  /**
   * A training.
   *
   * @param parameters length, crop, rates and loss
   * @param start which network
   * @param trunkWeights weights that have its trunk, a classifier's or ImageNet's
   * @param images with their pseudo-masks: 0, class index + 1, or 255
   * @param device where to compute
   * @param listener receives progress and checkpoints
   */
  public SegmentationTraining(
      SegmentationParameters parameters,
      Start start,
      byte[] trunkWeights,
      MaskedImages images,
      Device device,
      TrainingListener listener) {
    this.parameters = parameters;
    this.start = start;
    this.trunkWeights = trunkWeights;
    this.images = images;
    this.device = device;
    this.listener = listener;
  }

  /** The network that the weights belong to. */
  public NetworkSpec spec() {
    return new NetworkSpec(start.architecture(), parameters.outputStride());
  }

  /** Trains from the beginning; returns the weights for {@link SegmentationNetwork#load}. */
  public byte[] run() {
    return run(Optional.empty());
  }

  /**
   * Continues from a checkpoint that the listener received.
   *
   * @throws io.wood.method.training.UnusableCheckpointException when it is of another run
   */
  public byte[] resume(byte[] checkpoint) {
    return run(Optional.of(checkpoint));
  }

  private byte[] run(Optional<byte[]> checkpoint) {
    MaskTraining training =
        new MaskTraining(
            new MaskTraining.Plan(
                "segmentation",
                identity(),
                parameters.steps(images.size()),
                parameters.batchSize(),
                CHECKPOINT_STEPS,
                RandomStreams.mix(start.seed(), RandomStreams.SEGMENTATION)),
            images,
            new CropSettings(parameters.crop(), .5, 1.5, start.classes() + 1),
            listener,
            checkpoint);
    try (EngineThreads all = EngineThreads.all();
        SegmentationNetwork network = network(training.restored())) {
      double rate = parameters.learningRate();
      try (PolySgd optimiser =
          new PolySgd(
              network.manager(),
              List.of(
                  group(network.trunk().trainable(FROZEN_STAGES), rate),
                  group(network.trainableHead(), HEAD_FACTOR * rate)),
              new PolySgd.Settings(MOMENTUM, WEIGHT_DECAY, POWER, training.steps()))) {
        training.run(new SegmentationStep(network, loss()), optimiser, network::toBytes);
      }
      return network.toBytes();
    }
  }

  private SegmentationLoss loss() {
    int labels = start.classes() + 1;
    float[] weights =
        parameters.balance() == 0
            ? ClassBalance.none(labels)
            : ClassBalance.of(images, labels, parameters.balance(), listener);
    return new SegmentationLoss(weights, parameters.hardest());
  }

  private SegmentationNetwork network(Optional<byte[]> weights) {
    return weights.isPresent()
        ? SegmentationNetwork.load(spec(), start.classes(), weights.get(), device)
        : SegmentationNetwork.create(
            Classifier.withTrunk(spec(), start.classes(), trunkWeights, start.seed(), device));
  }

  /** All but the weight of the trunk's classifier, which the segmentation network does not use. */
  private static PolySgd.Group group(List<Parameter> trained, double rate) {
    NDArray[] arrays =
        trained.stream()
            .filter(parameter -> !parameter.isClassifier())
            .map(Parameter::value)
            .toArray(NDArray[]::new);
    return new PolySgd.Group(new NDList(arrays), rate);
  }

  private String identity() {
    return "segmentation by a sum of branches on crops of its own, %s %s images %d"
        .formatted(parameters, start, images.size());
  }
}

package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.wood.contracts.parameter.RefinementParameters.Irn;
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
 * Trains IRN's heads on the labels made from the CAMs: crops at scales .5 to 1.5, mirrored at
 * random, poly SGD with one rate for the edges and one for the displacements, and at the end the
 * mean displacement over all images. At a displacement rate of 0 there is no displacement branch;
 * the edges get the same weights as beside it. The same seed gives the same weights on the same
 * machine.
 */
public final class IrnTraining {
  private static final double WEIGHT_DECAY = 1e-4;
  private static final double POWER = .9;
  private static final int CHECKPOINT_STEPS = 20;

  private final Irn parameters;
  private final Classifier trunk;
  private final MaskedImages images;
  private final long seed;
  private final TrainingListener listener;

  /**
   * A training.
   *
   * @param parameters radius, crop, batch and rates
   * @param trunk stays the caller's; must not be trained meanwhile
   * @param images with the labels of {@code IrnLabels}: 0, class index + 1, or 255
   * @param seed of everything random
   * @param listener receives progress and checkpoints
   */
  public IrnTraining(
      Irn parameters, Classifier trunk, MaskedImages images, long seed, TrainingListener listener) {
    this.parameters = parameters;
    this.trunk = trunk;
    this.images = images;
    this.seed = seed;
    this.listener = listener;
  }

  /** Trains from the beginning; returns the heads' weights for {@link IrnNetwork#load}. */
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
                "irn",
                identity(),
                parameters.steps(images.size()),
                parameters.batchSize(),
                CHECKPOINT_STEPS,
                RandomStreams.mix(seed, RandomStreams.IRN)),
            images,
            new CropSettings(parameters.crop(), .5, 1.5, trunk.classes() + 1),
            listener,
            checkpoint);
    try (EngineThreads all = EngineThreads.all();
        IrnNetwork network = network(training.restored())) {
      PolySgd.Settings settings =
          new PolySgd.Settings(parameters.momentum(), WEIGHT_DECAY, POWER, training.steps());
      try (PolySgd optimiser =
              new PolySgd(network.manager(), groups(network.trainable()), settings);
          IrnStep step = new IrnStep(network, new IrnLoss(parameters.radius()))) {
        training.run(step, optimiser, network::toSafetensors);
      }
      if (network.isDisplaced()) {
        new MeanShift(network, parameters.crop(), images, listener).measure();
      }
      return network.toSafetensors();
    }
  }

  private IrnNetwork network(Optional<byte[]> weights) {
    return weights.isPresent()
        ? IrnNetwork.load(trunk, weights.get())
        : IrnNetwork.create(
            trunk,
            parameters.displacementRate() > 0,
            RandomStreams.mix(seed, RandomStreams.NETWORK));
  }

  private List<PolySgd.Group> groups(List<Parameter> trained) {
    return List.of(
        group(trained, IrnHeads.EDGE, parameters.edgeRate()),
        group(trained, IrnHeads.DISPLACEMENT, parameters.displacementRate()));
  }

  /** The optimiser ignores a group without parameters. */
  private static PolySgd.Group group(List<Parameter> trained, String prefix, double rate) {
    NDArray[] arrays =
        trained.stream()
            .filter(parameter -> parameter.name().startsWith(prefix))
            .map(Parameter::value)
            .toArray(NDArray[]::new);
    return new PolySgd.Group(new NDList(arrays), rate);
  }

  private String identity() {
    return "irn on crops of its own, %s seed %d images %d on %s"
        .formatted(parameters, seed, images.size(), trunk.spec());
  }
}

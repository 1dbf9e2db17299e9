package io.wood.method.irn;

import io.wood.contracts.parameter.RefinementParameters.Irn;
import io.wood.method.network.Classifier;
import io.wood.method.pixel.CropSettings;
import io.wood.method.pixel.MaskedBatches;
import io.wood.method.pixel.MaskedImages;
import io.wood.method.pixel.PixelTraining;
import io.wood.method.tensor.EngineThreads;
import io.wood.method.training.PolySgd;
import io.wood.method.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains IRN's heads on the labels that the CAMs gave: crops at scales .5 to 1.5, mirrored at
 * random, poly SGD with one rate for the edges and one for the displacements, and at the end the
 * mean displacement over all images. At a displacement rate of 0 the edges are trained alone, to
 * the same weights as beside the displacements. The same seed gives the same weights on the same
 * machine.
 */
public final class IrnTraining {
  private static final double MOMENTUM = 1e-4;
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
   * @param listener told how it goes
   */
  public IrnTraining(
      Irn parameters, Classifier trunk, MaskedImages images, long seed, TrainingListener listener) {
    this.parameters = parameters;
    this.trunk = trunk;
    this.images = images;
    this.seed = seed;
    this.listener = listener;
  }

  /** From the beginning; gives the heads' weights for {@link IrnNetwork#load}. */
  public byte[] run() {
    return run(Optional.empty());
  }

  /** From a checkpoint that the listener was given. */
  public byte[] resume(byte[] checkpoint) {
    return run(Optional.of(checkpoint));
  }

  private byte[] run(Optional<byte[]> checkpoint) {
    CropSettings crop = new CropSettings(parameters.crop(), .5, 1.5, trunk.classes() + 1);
    MaskedBatches batches = new MaskedBatches(images, crop, parameters.batchSize(), seed);
    long steps = batches.steps(parameters.epochs());
    try (EngineThreads all = EngineThreads.all();
        IrnNetwork network = IrnNetwork.create(trunk, seed)) {
      boolean displaced = parameters.displacementRate() > 0;
      List<PolySgd.Group> groups = new ArrayList<>();
      groups.add(group(network, IrnHeads.EDGE, parameters.edgeRate()));
      if (displaced) {
        groups.add(group(network, IrnHeads.DISPLACEMENT, parameters.displacementRate()));
      }
      try (PolySgd optimiser =
          new PolySgd(
              network.parameters().manager(),
              groups,
              new PolySgd.Settings(MOMENTUM, WEIGHT_DECAY, POWER, steps))) {
        PixelTraining training =
            new PixelTraining(
                new PixelTraining.Plan("irn", steps, CHECKPOINT_STEPS, identity()),
                batches,
                optimiser,
                groups.stream().map(PolySgd.Group::parameters).toList(),
                listener);
        checkpoint.ifPresent(training::restore);
        training.run(new IrnStep(network, new IrnLoss(parameters.radius()), displaced));
      }
      if (displaced) {
        new MeanShift(network, parameters.crop(), images, listener).measure();
      }
      return network.toSafetensors();
    }
  }

  private static PolySgd.Group group(IrnNetwork network, String prefix, double rate) {
    return new PolySgd.Group(network.parameters().trainable(prefix), rate);
  }

  private String identity() {
    return "irn "
        + parameters
        + " seed "
        + seed
        + " images "
        + images.size()
        + " on "
        + trunk.spec();
  }
}

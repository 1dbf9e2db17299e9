package io.wood.method.training;

import io.wood.method.data.BatchLoader;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.MaskedImages;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.data.TrainingPlan;
import io.wood.method.data.augment.CropSettings;
import io.wood.method.data.augment.RandomCrop;
import io.wood.method.tensor.GradientMode;
import io.wood.method.training.PreparedBatches.Prepared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs the steps of a training on label maps, IRN's or the segmentation network's: the next batch
 * is prepared while the current one computes; a checkpoint is written every so many steps; a loss
 * that is not finite stops the training.
 */
public final class MaskTraining {
  /**
   * The length and the identity of a training.
   *
   * @param phase name for the listener
   * @param run identity; a checkpoint of another run is refused
   * @param steps optimiser steps
   * @param batchSize crops per step
   * @param checkpointSteps steps between checkpoints
   * @param seed of the batches
   */
  public record Plan(
      String phase, String run, long steps, int batchSize, int checkpointSteps, long seed) {}

  private final Plan plan;
  private final MaskedImages images;
  private final CropSettings crop;
  private final TrainingListener listener;
  private final SkippedImages skipped;
  private final Optional<Checkpoint> from;

  /**
   * A training that has not started.
   *
   * @param images at least one
   * @param crop how crops are taken of them
   * @param listener receives progress and checkpoints
   * @param checkpoint to continue from, if any
   * @throws UnusableCheckpointException when the checkpoint is of another run or format
   */
  public MaskTraining(
      Plan plan,
      MaskedImages images,
      CropSettings crop,
      TrainingListener listener,
      Optional<byte[]> checkpoint) {
    if (images.size() == 0) {
      throw new IllegalArgumentException(
          "there is no image with labels to train on; run the stage before this one first");
    }
    this.plan = plan;
    this.images = images;
    this.crop = crop;
    this.listener = listener;
    this.skipped = new SkippedImages(listener);
    this.from = checkpoint.map(bytes -> Checkpoint.of(plan.run(), bytes));
  }

  /** The network's weights in the checkpoint to continue from. */
  public Optional<byte[]> restored() {
    return from.map(Checkpoint::weights);
  }

  /** Number of optimiser steps. */
  public long steps() {
    return plan.steps();
  }

  /**
   * Takes all steps that are left.
   *
   * @param loss of a batch
   * @param optimiser of the network, which has the {@link #restored} weights if there are any
   * @param weights gives the network's weights for a checkpoint
   */
  public <B> void run(StepLoss<B> loss, PolySgd optimiser, Supplier<byte[]> weights) {
    from.ifPresent(
        checkpoint -> {
          skipped.restore(checkpoint.skipped());
          optimiser.restore(checkpoint);
        });
    listener.phase(plan.phase(), steps(), "steps");
    long first = optimiser.taken();
    try (BatchLoader<MaskedImage> loader = loader(first);
        PreparedBatches<B> batches = new PreparedBatches<>(loader, loss, first, steps())) {
      while (optimiser.taken() < steps()) {
        if (listener.cancelled()) {
          throw new TrainingCancelledException(optimiser.taken());
        }
        Prepared<B> batch = batches.next();
        try {
          skipped.add(batch.images().skipped());
          step(loss, batch.content(), optimiser);
        } finally {
          batches.release(batch);
        }
        if (keeps(optimiser.taken())) {
          keep(optimiser, weights.get());
        }
      }
    }
  }

  private BatchLoader<MaskedImage> loader(long first) {
    TrainingPlan<MaskedImage> batches =
        new TrainingPlan<>(List.of(images), plan.batchSize(), steps(), plan.seed());
    return new BatchLoader<>(batches, new RandomCrop(crop), crop.side(), first);
  }

  private <B> void step(StepLoss<B> loss, B batch, PolySgd optimiser) {
    Map<String, Double> figures;
    try (GradientMode on = GradientMode.on()) {
      figures = loss.backward(batch);
    }
    if (!Double.isFinite(figures.get(StepLoss.TOTAL))) {
      throw new TrainingFailedException(
          "the loss of " + plan.phase() + " is not a number",
          optimiser.taken(),
          figures,
          "Lower the learning rate, or look for broken weights in the trunk.");
    }
    optimiser.step();
    listener.step(new StepReport(plan.phase(), optimiser.taken(), steps(), figures));
  }

  private boolean keeps(long done) {
    boolean due = done % plan.checkpointSteps() == 0 || listener.checkpointDue();
    return due && done < steps();
  }

  private void keep(PolySgd optimiser, byte[] weights) {
    Checkpoint checkpoint =
        new Checkpoint(
            plan.run(),
            optimiser.taken(),
            Double.NaN,
            weights,
            Checkpoint.state(optimiser.velocities(), Optional.empty()),
            skipped.known());
    listener.checkpoint(optimiser.taken(), checkpoint.toBytes());
  }
}

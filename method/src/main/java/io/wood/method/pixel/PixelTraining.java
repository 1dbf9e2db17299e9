package io.wood.method.pixel;

import ai.djl.ndarray.NDList;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.tensor.GradientMode;
import io.wood.method.training.PolySgd;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The loop over batches that IRN and the segmentation network share: the next batch is made while
 * this one computes; a checkpoint every so many steps; a loss that is no number stops the run.
 */
public final class PixelTraining {
  /**
   * What is trained how long.
   *
   * @param phase name for the listener
   * @param steps optimiser steps in all
   * @param checkpointSteps steps between checkpoints
   * @param identity what makes the run itself; a checkpoint of another run is refused
   */
  public record Plan(String phase, long steps, int checkpointSteps, String identity) {}

  private final Plan plan;
  private final MaskedBatches batches;
  private final PolySgd optimiser;
  private final NDList parameters = new NDList();
  private final TrainingListener listener;

  /** A run that has not begun. */
  public PixelTraining(
      Plan plan,
      MaskedBatches batches,
      PolySgd optimiser,
      List<NDList> trained,
      TrainingListener listener) {
    this.plan = plan;
    this.batches = batches;
    this.optimiser = optimiser;
    this.listener = listener;
    trained.forEach(parameters::addAll);
  }

  /** Goes back to a checkpoint. */
  public void restore(byte[] checkpoint) {
    PixelCheckpoint.restore(checkpoint, plan.identity(), parameters, optimiser);
  }

  /** All steps that are left. */
  public <B> void run(StepLoss<B> loss) {
    listener.phase(plan.phase(), plan.steps(), "steps");
    CompletableFuture<Ready<B>> next = prepare(loss, optimiser.taken());
    try {
      while (optimiser.taken() < plan.steps()) {
        if (listener.cancelled()) {
          throw new TrainingCancelledException(optimiser.taken());
        }
        Ready<B> ready = Futures.await(next);
        next = prepare(loss, optimiser.taken() + 1);
        try {
          ready.skipped().forEach(listener::skipped);
          step(loss, ready.batch());
        } finally {
          loss.release(ready.batch());
        }
      }
    } finally {
      // Whoever closes the network next must not take it away from the batch in the making.
      next.handle(
              (ready, failure) -> {
                if (ready != null) {
                  loss.release(ready.batch());
                }
                return ready;
              })
          .join();
    }
  }

  /** A batch and why images were left out of it, by id. */
  private record Ready<B>(B batch, Map<String, String> skipped) {}

  private <B> CompletableFuture<Ready<B>> prepare(StepLoss<B> loss, long number) {
    if (number >= plan.steps()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          MaskedBatch batch = batches.batch(number);
          return new Ready<>(loss.prepare(batch), batch.skipped());
        });
  }

  private <B> void step(StepLoss<B> loss, B batch) {
    Map<String, Double> figures;
    try (GradientMode on = GradientMode.on()) {
      figures = loss.backward(batch);
    }
    if (!Double.isFinite(figures.get(StepLoss.TOTAL))) {
      throw new TrainingFailedException(
          "the loss of " + plan.phase() + " is no number",
          optimiser.taken(),
          figures,
          "Lower the learning rate, or look for broken weights in the trunk.");
    }
    optimiser.step();
    listener.step(new StepReport(plan.phase(), optimiser.taken(), plan.steps(), figures));
    if (optimiser.taken() % plan.checkpointSteps() == 0 && optimiser.taken() < plan.steps()) {
      listener.checkpoint(
          optimiser.taken(), PixelCheckpoint.write(plan.identity(), parameters, optimiser));
    }
  }
}

package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.UnusableImageException;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Keeps the images that a replica works on at once within the memory budget: small ones run side by
 * side, one that takes the whole budget runs alone.
 */
public final class MemoryLimitedStage implements StageProcessor {
  private static final int UNIT = 1000;

  private final StageProcessor work;
  private final MemoryBudget budget;
  private final Semaphore free;

  /**
   * Work under a budget.
   *
   * @param free shared by all stages of a replica; see {@link #room}
   */
  public MemoryLimitedStage(StageProcessor work, MemoryBudget budget, Semaphore free) {
    this.work = work;
    this.budget = budget;
    this.free = free;
  }

  /** As many permits as the budget has thousands of pixels; who waits longest goes first. */
  public static Semaphore room(MemoryBudget budget) {
    return new Semaphore(units(budget.pixels()), true);
  }

  private static int units(long pixels) {
    return (int) Math.max(1, pixels / UNIT);
  }

  @Override
  public Map<String, ArtifactRef> refine(
      StageInput job, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    int share = units(budget.share(image.width(), image.height()));
    try {
      free.acquire(share);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("stopped before the work on " + image.name() + " began", e);
    }
    try {
      return work.refine(job, dataset, image);
    } finally {
      free.release(share);
    }
  }
}

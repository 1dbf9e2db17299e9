package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.UnusableImageException;
import java.util.concurrent.Semaphore;

/**
 * Keeps the images that a replica processes at the same time within the memory budget: small images
 * of few labels run in parallel, an image that needs the whole budget runs alone.
 */
public final class MemoryLimitedStage implements StageProcessor {
  private final StageProcessor delegate;
  private final MemoryBudget budget;
  private final Semaphore free;

  /**
   * Wraps a stage.
   *
   * @param free the shares of the memory, of all stages of a replica; see {@link #shares}
   */
  public MemoryLimitedStage(StageProcessor delegate, MemoryBudget budget, Semaphore free) {
    this.delegate = delegate;
    this.budget = budget;
    this.free = free;
  }

  /** A permit for each share of the memory; fair, so that large images do not starve. */
  public static Semaphore shares() {
    return new Semaphore(MemoryBudget.SHARES, true);
  }

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    int shares = budget.shares(image.width(), image.height(), StageMemory.of(input, image));
    try {
      free.acquire(shares);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("stopped before processing " + image.name(), e);
    }
    try {
      return delegate.refine(input, dataset, image);
    } finally {
      free.release(shares);
    }
  }
}

package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.UnusableImageException;
import java.util.concurrent.Semaphore;

/**
 * Keeps the images that a replica processes at the same time within the memory budget: small images
 * run in parallel, an image that needs the whole budget runs alone.
 */
public final class MemoryLimitedStage implements StageProcessor {
  private static final int PIXELS_PER_PERMIT = 1000;

  private final StageProcessor delegate;
  private final MemoryBudget budget;
  private final Semaphore free;

  /**
   * Wraps a stage.
   *
   * @param free permits shared by all stages of a replica; see {@link #permits}
   */
  public MemoryLimitedStage(StageProcessor delegate, MemoryBudget budget, Semaphore free) {
    this.delegate = delegate;
    this.budget = budget;
    this.free = free;
  }

  /** One permit per thousand pixels of the budget; fair, so that large images do not starve. */
  public static Semaphore permits(MemoryBudget budget) {
    return new Semaphore(permitsOf(budget.pixels()), true);
  }

  private static int permitsOf(long pixels) {
    return (int) Math.max(1, pixels / PIXELS_PER_PERMIT);
  }

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    int share = permitsOf(budget.share(image.width(), image.height()));
    try {
      free.acquire(share);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("stopped before processing " + image.name(), e);
    }
    try {
      return delegate.refine(input, dataset, image);
    } finally {
      free.release(share);
    }
  }
}

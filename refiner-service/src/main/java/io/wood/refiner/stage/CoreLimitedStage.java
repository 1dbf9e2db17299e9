package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.EngineThreads;

/**
 * Limits each worker thread to its share of the cores. There are more threads than cores, because a
 * third of a small image's time is spent waiting for the store.
 */
public final class CoreLimitedStage implements StageProcessor {
  private final StageProcessor delegate;
  private final int workers;

  /**
   * Wraps a stage.
   *
   * @param workers number of worker threads, at least 1
   */
  public CoreLimitedStage(StageProcessor delegate, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("wood.refiner.workers must be at least 1, not " + workers);
    }
    this.delegate = delegate;
    this.workers = workers;
  }

  @Override
  public StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    try (EngineThreads share = EngineThreads.share(workers)) {
      return delegate.refine(input, dataset, image);
    }
  }

  @Override
  public void probe(StageInput input) {
    try (EngineThreads share = EngineThreads.share(workers)) {
      delegate.probe(input);
    }
  }
}

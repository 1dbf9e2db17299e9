package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.EngineThreads;
import java.util.Map;

/**
 * Gives each of the threads that refine images its share of the cores. There are more of them than
 * two cores need, because a third of a small image's time goes by in waiting for the store.
 */
public final class CoreLimitedStage implements StageProcessor {
  private final StageProcessor work;
  private final int workers;

  /**
   * Work in a share.
   *
   * @param workers threads that refine images, 1 at least
   */
  public CoreLimitedStage(StageProcessor work, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException(
          "wood.refiner.workers is " + workers + "; images are refined by 1 thread at least");
    }
    this.work = work;
    this.workers = workers;
  }

  @Override
  public Map<String, ArtifactRef> refine(
      StageInput job, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException {
    try (EngineThreads share = EngineThreads.share(workers)) {
      return work.refine(job, dataset, image);
    }
  }
}

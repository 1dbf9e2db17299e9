package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.UnusableImageException;

/** Processes one image in one stage. */
public interface StageProcessor {

  /**
   * Processes an image and stores the outputs.
   *
   * @return the stored outputs
   * @throws UnusableImageException if this image can never be refined
   */
  StageResult refine(StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException;
}

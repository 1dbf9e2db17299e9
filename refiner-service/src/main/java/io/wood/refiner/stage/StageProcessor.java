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

  /**
   * Passes a blank image of a usual size through the stage's network and stores nothing: shows
   * whether the device can do that. A stage without a network does nothing.
   *
   * @throws ai.djl.engine.EngineException if the device cannot
   */
  default void probe(StageInput input) {}
}

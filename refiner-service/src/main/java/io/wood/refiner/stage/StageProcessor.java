package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.UnusableImageException;
import java.util.Map;

/** Processes one image in one stage. */
public interface StageProcessor {

  /**
   * Processes an image and stores the outputs.
   *
   * @return the stored outputs by name
   * @throws UnusableImageException if this image can never be refined
   */
  Map<String, ArtifactRef> refine(
      StageInput input, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException;
}

package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.UnusableImageException;
import java.util.Map;

/** One stage on one image. */
public interface StageProcessor {

  /**
   * Does the work and stores what comes of it.
   *
   * @return the stored outputs by name
   * @throws UnusableImageException when this image can never be refined
   */
  Map<String, ArtifactRef> refine(
      StageInput job, DatasetManifest dataset, DatasetManifest.Image image)
      throws UnusableImageException;
}

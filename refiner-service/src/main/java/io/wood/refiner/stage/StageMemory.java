package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementRequested;
import io.wood.method.image.PixelMemory;

/** How much memory the stages take for a pixel of an image, by the labels that they work with. */
public final class StageMemory {
  private StageMemory() {}

  /** What a stage takes. */
  static PixelMemory of(StageInput input, DatasetManifest.Image image) {
    return switch (input.stage()) {
      case CAM, MASK -> masks(image);
      case PREDICTION -> prediction(input.request());
    };
  }

  /** From CAMs to masks there is a plane for each class that the image shows. */
  static PixelMemory masks(DatasetManifest.Image image) {
    return PixelMemory.ofMasks((int) image.labels().stream().distinct().count());
  }

  /** A network predicts all of its classes and the background, whatever the image shows. */
  public static PixelMemory prediction(RefinementRequested request) {
    return PixelMemory.ofPrediction(request.model().classes().size() + 1);
  }
}

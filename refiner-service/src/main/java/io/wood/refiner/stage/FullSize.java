package io.wood.refiner.stage;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.LabelMap;
import io.wood.method.image.NearestResize;

/** Enlarges the labels of an image that was processed at a smaller size. */
public final class FullSize {
  private FullSize() {}

  public static LabelMap of(LabelMap labels, DatasetManifest.Image image) {
    return of(labels, image.width(), image.height());
  }

  public static LabelMap of(LabelMap labels, int width, int height) {
    return NearestResize.resize(labels, width, height);
  }
}

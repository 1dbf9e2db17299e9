package io.wood.refiner;

import io.wood.contracts.DatasetManifest;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** An image of a dataset, out of the store's disk cache, decoded. */
final class FetchImage {
  private final ArtifactStore store;
  private final ImageLimits limits;

  FetchImage(ArtifactStore store, long maxPixels) {
    this.store = store;
    this.limits = new ImageLimits(ImageLimits.DEFAULT.maxBytes(), maxPixels);
  }

  RgbImage of(DatasetManifest.Image image) throws UnusableImageException {
    try {
      return ImageDecoder.decode(Files.readAllBytes(store.fetch(image.artifact())), limits);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the cached image " + image.name(), e);
    }
  }
}

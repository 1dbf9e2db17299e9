package io.wood.trainer.engine;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.data.ImageSource;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.util.List;
import java.util.Objects;

/** Reads images from the store through its disk cache each time, so that memory stays bounded. */
final class StoredImages implements ImageSource {
  private final ArtifactStore store;
  private final List<ArtifactRef> images;
  private final ImageLimits limits;

  StoredImages(ArtifactStore store, List<ArtifactRef> images, ImageLimits limits) {
    this.store = Objects.requireNonNull(store, "store");
    this.images = List.copyOf(images);
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String id(int index) {
    return images.get(index).sha256();
  }

  @Override
  public RgbImage load(int index) throws UnusableImageException {
    return ImageDecoder.decode(store.read(images.get(index)), limits);
  }
}

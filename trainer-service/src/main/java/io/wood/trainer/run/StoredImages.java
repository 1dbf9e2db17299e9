package io.wood.trainer.run;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.data.ImageSource;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;

/** Images that lie in the store; read through its disk cache each time, so memory stays bounded. */
final class StoredImages implements ImageSource {
  private static final int TRIES = 5;

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
    return ImageDecoder.decode(read(images.get(index)), limits);
  }

  /** Between fetching and reading, a cache that is full may have dropped the file again. */
  private byte[] read(ArtifactRef image) {
    for (int tries = 1; ; tries++) {
      try {
        return Files.readAllBytes(store.fetch(image));
      } catch (NoSuchFileException e) {
        if (tries == TRIES) {
          throw new UncheckedIOException("the disk cache is too small to hold one image", e);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

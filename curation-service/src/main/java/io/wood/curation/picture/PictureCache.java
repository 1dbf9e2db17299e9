package io.wood.curation.picture;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.BrowserPicture;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Caches pictures on the local disk: the originals of the store, thumbnails for the grid, and
 * copies of what browsers do not show, or not upright.
 */
public final class PictureCache {
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;
  private static final int WHOLE = Integer.MAX_VALUE;

  private final ArtifactStore store;
  private final ThumbnailFolder copies;

  /** One picture is decoded at a time, so that a page of thumbnails takes the memory of one. */
  private final Object decoding = new Object();

  public PictureCache(ArtifactStore store, Path copies) {
    this.store = store;
    this.copies = new ThumbnailFolder(copies, ThumbnailFolder.MAX_BYTES);
  }

  /** The picture in full size: the original, or a JPEG where browsers would not show it upright. */
  public Path whole(ArtifactRef picture) {
    return copy(picture, WHOLE);
  }

  /** A JPEG of at most {@code width} pixels; the original when it is no wider or not readable. */
  public Path small(ArtifactRef picture, int width) {
    return copy(picture, width);
  }

  private Path copy(ArtifactRef picture, int width) {
    String size = width == WHOLE ? "whole" : Integer.toString(width);
    String name = picture.sha256() + "-upright-" + size + ".jpg";
    Optional<Path> made = copies.find(name);
    if (made.isPresent()) {
      return made.get();
    }
    // Fetched before the lock, so that a download delays no other picture.
    Path original = store.fetch(picture);
    try {
      if (width == WHOLE && ImageFormat.of(original).equals(Optional.of(ImageFormat.JPEG))) {
        return original;
      }
      synchronized (decoding) {
        made = copies.find(name);
        return made.isPresent() ? made.get() : copy(picture, width, name);
      }
    } catch (UnusableImageException unusable) {
      return store.fetch(picture);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a copy of " + picture.key(), e);
    }
  }

  private Path copy(ArtifactRef picture, int width, String name)
      throws IOException, UnusableImageException {
    byte[] file = store.read(picture);
    long spare = Runtime.getRuntime().maxMemory() / 2;
    return BrowserPicture.isServedAsItIs(file, LIMITS, width, spare)
        ? store.fetch(picture)
        : copies.add(name, BrowserPicture.jpeg(file, LIMITS, width));
  }
}

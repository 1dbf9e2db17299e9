package io.wood.curation.picture;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.method.image.BrowserPicture;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Caches pictures on the local disk: the originals of the store, thumbnails for the grid, and
 * copies of what browsers do not show, or not upright.
 */
public final class PictureCache {
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

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
    return copy(picture, Integer.MAX_VALUE);
  }

  /** A JPEG of at most {@code width} pixels; the original when it is no wider or not readable. */
  public Path small(ArtifactRef picture, int width) {
    return copy(picture, width);
  }

  private Path copy(ArtifactRef picture, int width) {
    String size = width == Integer.MAX_VALUE ? "whole" : Integer.toString(width);
    String name = picture.sha256() + "-upright-" + size + ".jpg";
    Optional<Path> made = copies.find(name);
    if (made.isPresent()) {
      return made.get();
    }
    try {
      synchronized (decoding) {
        byte[] file = store.read(picture);
        if (isServedAsItIs(file, width)) {
          return store.fetch(picture);
        }
        byte[] jpeg = BrowserPicture.jpeg(file, LIMITS, width);
        return copies.add(name, draft -> Files.write(draft, jpeg));
      }
    } catch (UnusableImageException unusable) {
      return store.fetch(picture);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a copy of " + picture.key(), e);
    }
  }

  /** Also what would take more memory than the service can spare. */
  private static boolean isServedAsItIs(byte[] file, int width) throws UnusableImageException {
    boolean shown = BrowserPicture.isShown(file);
    return (shown && ImageDecoder.size(file, LIMITS).width() <= width)
        || ImageDecoder.memory(file, LIMITS, width) > Runtime.getRuntime().maxMemory() / 2;
  }
}

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
import java.nio.file.StandardCopyOption;

/**
 * Caches pictures on the local disk: the originals of the store, thumbnails for the grid, and
 * copies of what browsers do not show, or not upright.
 */
public final class PictureCache {
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

  private final ArtifactStore store;
  private final Path copies;

  /** One picture is decoded at a time, so that a page of thumbnails takes the memory of one. */
  private final Object decoding = new Object();

  public PictureCache(ArtifactStore store, Path copies) {
    this.store = store;
    this.copies = copies;
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
    Path file = copies.resolve(picture.sha256() + "-upright-" + size + ".jpg");
    if (Files.exists(file)) {
      return file;
    }
    Path original = store.fetch(picture);
    try {
      synchronized (decoding) {
        byte[] bytes = Files.readAllBytes(original);
        return isServedAsItIs(bytes, width)
            ? original
            : stored(BrowserPicture.jpeg(bytes, LIMITS, width), file);
      }
    } catch (UnusableImageException unusable) {
      return original;
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

  private Path stored(byte[] jpeg, Path file) throws IOException {
    Files.createDirectories(copies);
    Path draft = Files.createTempFile(copies, "draft", ".jpg");
    Files.write(draft, jpeg);
    return Files.move(
        draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

package io.wood.curation.picture;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.store.ArtifactStore;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Caches pictures on the local disk: the originals of the store, and thumbnails for the grid. */
public final class PictureCache {
  private final ArtifactStore store;
  private final ThumbnailFolder thumbnails;

  public PictureCache(ArtifactStore store, Path thumbnails) {
    this.store = store;
    this.thumbnails = new ThumbnailFolder(thumbnails, ThumbnailFolder.MAX_BYTES);
  }

  /** The original file of the store. */
  public Path original(ArtifactRef picture) {
    return store.fetch(picture);
  }

  /** A JPEG of at most {@code width} pixels; the original when it is no wider or not readable. */
  public Path small(ArtifactRef picture, int width) {
    String name = picture.sha256() + "-" + width + ".jpg";
    Optional<Path> made = thumbnails.find(name);
    if (made.isPresent()) {
      return made.get();
    }
    try {
      BufferedImage image = reduced(store.read(picture), width);
      return image == null
          ? original(picture)
          : thumbnails.add(name, draft -> ImageIO.write(image, "jpeg", draft.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a thumbnail of " + picture.key(), e);
    }
  }

  /** Reads only every n-th pixel of a large file to bound the memory. */
  private static BufferedImage reduced(byte[] original, int width) throws IOException {
    try (ImageInputStream input =
        ImageIO.createImageInputStream(new ByteArrayInputStream(original))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        if (reader.getWidth(0) <= width) {
          return null;
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        int step = Math.max(1, reader.getWidth(0) / (2 * width));
        parameters.setSourceSubsampling(step, step, 0, 0);
        return scaled(reader.read(0, parameters), width);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage scaled(BufferedImage image, int width) {
    int height = Math.max(1, Math.round(image.getHeight() * (float) width / image.getWidth()));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}

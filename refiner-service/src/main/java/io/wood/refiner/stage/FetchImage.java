package io.wood.refiner.stage;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.ImageLimits;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.PixelMemory;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import io.wood.store.CorruptObjectException;
import io.wood.store.MissingObjectException;
import org.jboss.logging.Logger;

/**
 * Fetches an image through the store's disk cache, decodes it, and scales it down if the memory
 * budget requires it.
 */
public final class FetchImage {
  private static final Logger LOG = Logger.getLogger(FetchImage.class);

  private final ArtifactStore store;
  private final ImageLimits limits;
  private final MemoryBudget budget;

  public FetchImage(ArtifactStore store, long maxPixels, MemoryBudget budget) {
    this.store = store;
    this.limits = new ImageLimits(ImageLimits.DEFAULT.maxBytes(), maxPixels);
    this.budget = budget;
  }

  /**
   * The image at its processing size, as its mask lies on it: upright, or as stored in a dataset of
   * an earlier version, which did not apply the EXIF orientation.
   *
   * @param each what is needed for a pixel of it
   */
  public RgbImage of(DatasetManifest.Image image, PixelMemory each) throws UnusableImageException {
    byte[] file = store.read(image.artifact());
    RgbImage upright = ImageDecoder.decode(file, limits);
    boolean turned =
        upright.width() != image.width()
            && upright.width() == image.height()
            && upright.height() == image.width();
    return fitting(turned ? ImageDecoder.decodeStored(file, limits) : upright, each, image.name());
  }

  /** The factor from the size of an image to its processing size, at most 1. */
  double scale(DatasetManifest.Image image, PixelMemory each) {
    return budget.scale(image.width(), image.height(), each);
  }

  /** An image that belongs to no dataset and shows no class, such as an OoD. */
  public RgbImage of(ArtifactRef image) throws UnusableImageException {
    try {
      return of(store.read(image), PixelMemory.ofMasks(0), image.key()).pixels();
    } catch (MissingObjectException | CorruptObjectException e) {
      throw new UnusableImageException(e.getMessage(), e);
    }
  }

  /**
   * A decoded image at its processing size.
   *
   * @param pixels the image, possibly smaller than the file
   * @param width width of the file, pixels
   * @param height height of the file, pixels
   */
  public record Decoded(RgbImage pixels, int width, int height) {}

  /**
   * Decodes a file that belongs to no dataset.
   *
   * @param each what is needed for a pixel of it
   * @param name for the log
   */
  public Decoded of(byte[] file, PixelMemory each, String name) throws UnusableImageException {
    RgbImage whole = ImageDecoder.decode(file, limits);
    return new Decoded(fitting(whole, each, name), whole.width(), whole.height());
  }

  private RgbImage fitting(RgbImage whole, PixelMemory each, String name) {
    RgbImage fitting = budget.fit(whole, each);
    if (budget.scale(whole.width(), whole.height(), each) < 1) {
      LOG.infof(
          "%s: %d x %d pixels are scaled to %d x %d to fit wood.refiner.memory-budget of %d MiB"
              + " and a heap of %d MiB",
          name,
          whole.width(),
          whole.height(),
          fitting.width(),
          fitting.height(),
          budget.bytes() >> 20,
          budget.heap() >> 20);
    }
    return fitting;
  }
}

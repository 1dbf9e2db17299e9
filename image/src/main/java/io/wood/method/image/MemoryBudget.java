package io.wood.method.image;

/**
 * Limits the size at which an image is refined, so that the process stays within its memory. Larger
 * images are refined in a smaller copy, and their masks are enlarged.
 *
 * @param bytes resident memory of the whole process while it refines one image
 */
public record MemoryBudget(long bytes) {
  private static final long MIB = 1L << 20;

  /** Java, PyTorch and two loaded ResNet-50 networks. */
  private static final long AT_REST = 900 * MIB;

  /**
   * Memory of the largest step, the CAMs of a ResNet-50 at twice the size and both flips, bytes.
   */
  private static final long PER_PIXEL = 4000;

  /** Below this a photograph loses too much. */
  private static final long LEAST_PIXELS = 100_000;

  /** Refuses a budget that is too small to refine any photograph. */
  public MemoryBudget {
    if (bytes < AT_REST + LEAST_PIXELS * PER_PIXEL) {
      throw new IllegalArgumentException(
          "a memory budget of %d MiB is too small; give at least %d MiB"
              .formatted(bytes / MIB, (AT_REST + LEAST_PIXELS * PER_PIXEL) / MIB + 1));
    }
  }

  /** The maximum of pixels that are processed at once. */
  public long pixels() {
    return (bytes - AT_REST) / PER_PIXEL;
  }

  /** The factor that brings an image within the budget; 1 for one that fits. */
  public double scale(long width, long height) {
    return Math.min(1, Math.sqrt(pixels() / ((double) width * height)));
  }

  /** The image, or a smaller copy that is within the budget. */
  public RgbImage fit(RgbImage image) {
    return BicubicResize.atMost(image, pixels());
  }

  /** Pixels that an image uses of the budget. */
  public long share(int width, int height) {
    return Math.min(pixels(), (long) width * height);
  }
}

package io.wood.method.image;

/**
 * Limits the size at which an image is refined, and how many images are refined side by side, so
 * that the process stays within its memory and Java within its heap. Images that would need more
 * are refined in a smaller copy, and their masks are enlarged.
 *
 * @param bytes resident memory of the whole process while it refines
 * @param heap the largest size of Java's heap, bytes
 */
public record MemoryBudget(long bytes, long heap) {
  /** All memory; an image takes a number of shares. */
  public static final int SHARES = 10_000;

  private static final long MIB = 1L << 20;

  /** Java, PyTorch and two loaded ResNet-50 networks. */
  private static final long AT_REST = 900 * MIB;

  /** Part of the heap that images may fill; the rest is for the service and its collector. */
  private static final double HEAP_OF_IMAGES = .75;

  /** Below this a photograph loses too much. */
  private static final long LEAST_PIXELS = 100_000;

  /** Refuses a budget that is too small to refine a photograph of one class. */
  public MemoryBudget {
    PixelMemory usual = PixelMemory.ofMasks(1);
    require(
        "memory budget (wood.refiner.memory-budget)",
        bytes,
        AT_REST + LEAST_PIXELS * usual.largest());
    require("Java heap (-Xmx)", heap, (long) (LEAST_PIXELS * usual.heap() / HEAP_OF_IMAGES));
  }

  private static void require(String what, long bytes, long least) {
    if (bytes < least) {
      throw new IllegalArgumentException(
          "a %s of %d MiB is too small; give at least %d MiB"
              .formatted(what, bytes / MIB, least / MIB + 1));
    }
  }

  /** With the heap that this process may use. */
  public static MemoryBudget ofProcess(long bytes) {
    return new MemoryBudget(bytes, Runtime.getRuntime().maxMemory());
  }

  /** The maximum of pixels that are processed at once. */
  public long pixels(PixelMemory each) {
    long resident = (bytes - AT_REST) / each.largest();
    long inHeap = (long) (heap * HEAP_OF_IMAGES) / each.heap();
    return Math.min(resident, inHeap);
  }

  /** The factor that brings an image within the budget; 1 for one that fits. */
  public double scale(long width, long height, PixelMemory each) {
    return Math.min(1, Math.sqrt(pixels(each) / ((double) width * height)));
  }

  /** The image, or a smaller copy that is within the budget. */
  public RgbImage fit(RgbImage image, PixelMemory each) {
    return BicubicResize.atMost(image, pixels(each));
  }

  /**
   * The shares of an image, rounded up: of the memory or of the heap, whichever it takes more of.
   * Images whose shares add up to no more than {@link #SHARES} fit into both, whatever stages they
   * are in.
   */
  public int shares(long width, long height, PixelMemory each) {
    long all = pixels(each);
    long processed = Math.min(all, width * height);
    return (int) ((SHARES * processed + all - 1) / all);
  }
}

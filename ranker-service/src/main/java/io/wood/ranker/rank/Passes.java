package io.wood.ranker.rank;

import ai.djl.Device;
import io.wood.method.tensor.EngineThreads;

/**
 * How images go through the network. A GPU takes them in one pass at a time. On a CPU, passes side
 * by side share the cores: they score more images than one pass, whose threads wait for each other
 * at every operation.
 *
 * @param count passes at a time
 * @param images maximum of images in one of them
 */
public record Passes(int count, int images) {
  /** Minimum of images in each of several passes: passes of one score fewer in all. */
  private static final int FEW = 4;

  public Passes {
    if (count < 1 || images < 1) {
      throw new IllegalArgumentException(
          "passes and their images must be at least 1, not " + count + " and " + images);
    }
  }

  /**
   * The passes for a device.
   *
   * @param images maximum of images in the network at a time
   * @throws IllegalArgumentException if there is none
   */
  public static Passes on(Device device, int images) {
    if (images < 1) {
      throw new IllegalArgumentException("wood.ranker.batch must be at least 1, not " + images);
    }
    int count = device.isGpu() ? 1 : Math.max(1, Math.min(EngineThreads.count(), images / FEW));
    return new Passes(count, images / count);
  }
}

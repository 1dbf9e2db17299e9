package io.wood.method.tensor;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Multiplies two small matrices on a device: fails when the device is lost. */
public final class EngineProbe {
  private static final int SIZE = 16;

  private EngineProbe() {}

  /**
   * Computes a product of ones.
   *
   * @throws EngineException when the device fails or the product is wrong
   */
  public static void check(Device device) {
    try (NDManager manager = Devices.manager(device)) {
      float sum =
          manager
              .ones(new Shape(SIZE, SIZE))
              .matMul(manager.ones(new Shape(SIZE, SIZE)))
              .sum()
              .getFloat();
      if (sum != SIZE * SIZE * SIZE) {
        throw new EngineException(
            "the device computes %s instead of %d".formatted(sum, SIZE * SIZE * SIZE));
      }
    }
  }
}

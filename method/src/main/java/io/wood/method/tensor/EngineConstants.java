package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Makes constants whose memory belongs to the engine, so that a gradient may still read them after
 * their handle was closed.
 */
public final class EngineConstants {
  private EngineConstants() {}

  /** A number, shape (). */
  public static NDArray scalar(NDManager manager, double value) {
    return manager.full(new Shape(), (float) value);
  }

  /** An array from values in row-major order. */
  public static NDArray of(NDManager manager, float[] values, Shape shape) {
    try (NDArray borrowed = manager.create(values, shape)) {
      return borrowed.duplicate();
    }
  }
}

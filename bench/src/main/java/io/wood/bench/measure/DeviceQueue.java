package io.wood.bench.measure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Waits until a GPU has finished: it computes asynchronously, so a time taken earlier is too short.
 */
public final class DeviceQueue {
  private DeviceQueue() {}

  /** Waits for all work on the manager's device; a CPU has done it already. */
  public static void await(NDManager manager) {
    try (NDArray last = manager.zeros(new Shape(1))) {
      last.getFloat(0);
    }
  }
}

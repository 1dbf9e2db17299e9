package io.wood.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** A GPU is handed its work and computes later: a clock must be stopped when it has finished. */
final class DeviceQueue {
  private DeviceQueue() {}

  /** Waits for all that was asked of the manager's device; a CPU has done it already. */
  static void await(NDManager manager) {
    try (NDArray last = manager.zeros(new Shape(1))) {
      last.getFloat(0);
    }
  }
}

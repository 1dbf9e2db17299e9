package io.wood.method.cam;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Weighs the positions of class activation maps by what the features there look like. Thread-safe.
 */
@FunctionalInterface
public interface MapGate {
  /**
   * The factors of the positive part of the logits, not negative.
   *
   * @param features f, [n, D, h, w]
   * @param keys indices of k classes, ascending
   * @return [n, k, h, w], of the features' manager
   */
  NDArray gate(NDArray features, List<Integer> keys);
}

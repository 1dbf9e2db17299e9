package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Gives the layers what one forward pass reads.
 *
 * @param parameters by name
 * @param statistics where batch norm takes mean and variance from
 */
public record ForwardPass(Map<String, NDArray> parameters, BatchNormStatistics statistics) {
  /** The array of a parameter. */
  public NDArray parameter(String name) {
    return parameters.get(name);
  }
}

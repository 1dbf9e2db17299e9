package io.wood.method.network;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * What one forward pass reads.
 *
 * @param parameters by name
 * @param statistics where batch norm takes mean and variance from
 */
record ForwardPass(Map<String, NDArray> parameters, BatchNormStatistics statistics) {
  NDArray parameter(String name) {
    return parameters.get(name);
  }
}

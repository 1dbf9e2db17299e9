package io.wood.method.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

/** The part of a network that class activation maps need: last features and classifier. */
public interface FeatureNetwork {
  /**
   * The features f.
   *
   * @param x normalised images [N, 3, H, W]
   * @return [N, D, h, w], of x's manager
   */
  NDArray features(NDArray x);

  /** W, [C, D]; the network's own. */
  NDArray classifierWeight();

  /** Input pixels per cell of the features. */
  int outputStride();

  /** The device that it computes on. */
  Device device();
}

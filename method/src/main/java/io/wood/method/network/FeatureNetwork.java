package io.wood.method.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

/** What class activation maps need of a network: the last features and the classifier on them. */
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

  /** Where it computes. */
  Device device();
}

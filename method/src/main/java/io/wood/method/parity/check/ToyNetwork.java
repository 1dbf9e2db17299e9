package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.method.network.FeatureNetwork;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.TensorScopes;

/** The two convolutions that a golden file brings: 3×3, stride 2, padding 1, ReLU. */
final class ToyNetwork implements FeatureNetwork {
  private final NDArray w1;
  private final NDArray b1;
  private final NDArray w2;
  private final NDArray b2;
  private final NDArray wc;

  ToyNetwork(NDManager manager, GoldenFile golden) {
    w1 = golden.tensor(manager, "w1");
    b1 = golden.tensor(manager, "b1");
    w2 = golden.tensor(manager, "w2");
    b2 = golden.tensor(manager, "b2");
    wc = golden.tensor(manager, "wc");
  }

  private static NDArray layer(NDArray x, NDArray w, NDArray b) {
    return Conv2d.conv2d(x, w, b, new Shape(2, 2), new Shape(1, 1))
        .singletonOrThrow()
        .getNDArrayInternal()
        .relu();
  }

  @Override
  public NDArray features(NDArray x) {
    return TensorScopes.keep(x.getManager(), () -> layer(layer(x, w1, b1), w2, b2));
  }

  @Override
  public NDArray classifierWeight() {
    return wc;
  }

  @Override
  public int outputStride() {
    return 4;
  }

  @Override
  public Device device() {
    return Device.cpu();
  }
}

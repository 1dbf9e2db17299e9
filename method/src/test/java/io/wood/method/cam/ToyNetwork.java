package io.wood.method.cam;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.wood.method.GoldenFile;
import io.wood.method.network.FeatureNetwork;
import io.wood.method.tensor.Scopes;

/** The two convolutions of the golden file: 3×3, stride 2, padding 1, ReLU. */
final class ToyNetwork implements FeatureNetwork {
  private final NDArray w1;
  private final NDArray b1;
  private final NDArray w2;
  private final NDArray b2;
  private final NDArray wc;

  ToyNetwork(NDManager manager, GoldenFile golden) {
    w1 = GoldenArrays.of(manager, golden, "w1");
    b1 = GoldenArrays.of(manager, golden, "b1");
    w2 = GoldenArrays.of(manager, golden, "w2");
    b2 = GoldenArrays.of(manager, golden, "b2");
    wc = GoldenArrays.of(manager, golden, "wc");
  }

  private static NDArray layer(NDArray x, NDArray w, NDArray b) {
    return Conv2d.conv2d(x, w, b, new Shape(2, 2), new Shape(1, 1))
        .singletonOrThrow()
        .getNDArrayInternal()
        .relu();
  }

  @Override
  public NDArray features(NDArray x) {
    return Scopes.keep(x.getManager(), () -> layer(layer(x, w1, b1), w2, b2));
  }

  @Override
  public NDArray classifierWeight() {
    return wc;
  }

  @Override
  public Device device() {
    return Device.cpu();
  }
}

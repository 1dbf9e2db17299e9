package io.wood.bench.ranking;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.GradientMode;

/** Forward passes of the network alone, on inputs that lie in memory. */
final class BarePasses {
  private static final int WARM_UP = 3;

  private BarePasses() {}

  /**
   * Measures.
   *
   * @param spec the network
   * @param batch images in a pass
   * @param passes how many are measured
   * @return images per second
   */
  static double rate(NetworkSpec spec, int batch, int passes) {
    try (Classifier network = Classifier.create(spec, RankingLoad.CLASSES.size(), 1, Device.cpu());
        NDManager manager = network.manager().newSubManager();
        GradientMode off = GradientMode.off()) {
      NDArray input =
          manager.randomNormal(new Shape(batch, 3, RankingLoad.HEIGHT, RankingLoad.WIDTH));
      long begin = 0;
      for (int i = 0; i < WARM_UP + passes; i++) {
        if (i == WARM_UP) {
          begin = System.nanoTime();
        }
        pass(network, input);
      }
      return batch * passes * 1e9 / (System.nanoTime() - begin);
    }
  }

  private static void pass(Classifier network, NDArray input) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      network.logits(network.pooled(network.features(input))).toFloatArray();
    }
  }
}

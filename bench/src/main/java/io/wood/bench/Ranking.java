package io.wood.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.bench.DrawnSet.Item;
import io.wood.local.demo.DemoImage.Kind;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.GradientMode;
import java.util.List;

/** Ranks candidates by a classifier and prunes them by the drawn truth, as a person would. */
final class Ranking {
  private final Classifier network;

  Ranking(Classifier network) {
    this.network = network;
  }

  /** Candidates that the classifier takes for a class, p ≥ .5. */
  List<Item> convincing(List<Item> candidates) {
    try (GradientMode off = GradientMode.off()) {
      return candidates.stream().filter(item -> highestLogit(item.image()) >= 0).toList();
    }
  }

  /** Those of them that show no class. */
  static List<Item> pruned(List<Item> convincing) {
    return convincing.stream().filter(item -> item.kind() != Kind.MISSING_POSITIVE).toList();
  }

  private float highestLogit(RgbImage image) {
    try (NDManager manager = network.manager().newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray x =
          manager.create(Normaliser.planes(image), new Shape(1, 3, image.height(), image.width()));
      return network.logits(network.pooled(network.features(x))).max().getFloat();
    }
  }
}

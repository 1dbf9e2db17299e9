package io.wood.method.cam.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * A uniform random sample of features of bounded size, drawn without knowing how many will come
 * (reservoir sampling, Vitter 1985, algorithm R). The seed and the order of the features decide it.
 */
final class PositionSample {
  private final IntSupplier capacity;
  private final SplittableRandom random;
  private final List<float[]> features = new ArrayList<>();
  private long seen;

  /**
   * @param capacity maximum number of features, known and constant from the first of them on
   */
  PositionSample(IntSupplier capacity, long seed) {
    this.capacity = capacity;
    this.random = new SplittableRandom(seed);
  }

  /** Considers the feature of a position. */
  void offer(ImagePositions image, int position) {
    seen++;
    if (features.size() < capacity.getAsInt()) {
      features.add(image.feature(position));
      return;
    }
    long slot = random.nextLong(seen);
    if (slot < capacity.getAsInt()) {
      features.set((int) slot, image.feature(position));
    }
  }

  /** The features so far, D numbers each. */
  List<float[]> features() {
    return features;
  }
}

package io.wood.method.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws indices with replacement, each with a probability in proportion to its weight. A draw
 * depends on its position alone, not on earlier draws.
 */
public final class WeightedOrder implements SampleOrder {
  private final double[] upTo;
  private final long seed;

  /**
   * An order.
   *
   * @param weights of the indices, not negative; an index of weight 0 is never drawn
   * @param seed of the draws
   * @throws IllegalArgumentException when no weight is positive
   */
  public WeightedOrder(double[] weights, long seed) {
    this.upTo = weights.clone();
    this.seed = seed;
    Arrays.parallelPrefix(upTo, Double::sum);
    if (weights.length == 0 || !(upTo[weights.length - 1] > 0)) {
      throw new IllegalArgumentException(
          "%d weights sum to %s; at least one must be positive"
              .formatted(weights.length, Arrays.stream(weights).sum()));
    }
  }

  @Override
  public int at(long position) {
    SplittableRandom random = new SplittableRandom(RandomStreams.mix(seed, position));
    double drawn = random.nextDouble(upTo[upTo.length - 1]);
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > drawn) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}

package io.wood.method.data;

import java.util.SplittableRandom;

/** An endless sequence of indices: each epoch has every index once, in an order of its own. */
final class EpochOrder implements SampleOrder {
  private final int count;
  private final long seed;
  private long cachedEpoch = -1;
  private int[] cached = {};

  EpochOrder(int count, long seed) {
    this.count = count;
    this.seed = seed;
  }

  @Override
  public int at(long position) {
    return order(position / count)[(int) (position % count)];
  }

  private int[] order(long epoch) {
    if (epoch != cachedEpoch) {
      SplittableRandom random = new SplittableRandom(RandomStreams.mix(seed, epoch));
      cached = new int[count];
      for (int i = 0; i < count; i++) {
        int j = random.nextInt(i + 1);
        cached[i] = cached[j];
        cached[j] = i;
      }
      cachedEpoch = epoch;
    }
    return cached;
  }
}

package io.wood.method.data;

import java.util.SplittableRandom;

/**
 * Random numbers as a function of what they are for. Nothing is drawn from a running generator, so
 * neither the timing of threads nor a restart can change them.
 */
public final class RandomStreams {
  /** Uses that must not share numbers. */
  static final long LABELLED = 1;

  static final long OODS = 2;
  static final long SPARE = 3;
  public static final long CLUSTERS = 4;
  public static final long NETWORK = 5;
  static final long DEGRADATION = 6;

  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private RandomStreams() {}

  /** One seed out of several numbers. */
  public static long mix(long... parts) {
    long hash = 0;
    for (long part : parts) {
      hash = new SplittableRandom(hash * GOLDEN_RATIO + part).nextLong();
    }
    return hash;
  }
}

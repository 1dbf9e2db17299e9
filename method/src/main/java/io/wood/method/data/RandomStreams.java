package io.wood.method.data;

import java.util.SplittableRandom;

/**
 * Derives random numbers from their purpose. Nothing is drawn from a running generator, so neither
 * the timing of threads nor a restart can change them.
 */
public final class RandomStreams {
  /** Orders and transforms of the first source of a plan; the second source has the next number. */
  static final long FIRST_SOURCE = 1;

  static final long REPLACEMENT = 3;

  /** Start of K-means. */
  public static final long CLUSTERS = 4;

  /** Initial weights. */
  public static final long NETWORK = 5;

  /** Degradation of images. */
  public static final long DEGRADATION = 6;

  /** Native sizes of OoDs given to labelled images. */
  public static final long NATIVE_SIZE = 7;

  /** Images encoded as JPEG. */
  public static final long CODEC = 8;

  /** OoDs drawn by confidence. */
  public static final long MINING = 9;

  /** Samples of positions of images. */
  public static final long POSITIONS = 10;

  /** OoDs behind objects of labelled images. */
  public static final long CANVAS = 11;

  /** Windows of labelled images in place of OoDs. */
  public static final long SHARP_NEGATIVES = 12;

  /** Order and crops of IRN's training. */
  public static final long IRN = 13;

  /** Order and crops of the segmentation network's training. */
  public static final long SEGMENTATION = 14;

  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private RandomStreams() {}

  /** Mixes several numbers into one seed. */
  public static long mix(long... parts) {
    long hash = 0;
    for (long part : parts) {
      hash = new SplittableRandom(hash * GOLDEN_RATIO + part).nextLong();
    }
    return hash;
  }
}

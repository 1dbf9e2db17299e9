package io.wood.method.cam.contrast;

/**
 * How the centres are learned and used.
 *
 * @param longSide pixels; larger images are reduced to it, smaller ones keep their size
 * @param positions maximum that is kept of each kind: of the classes together, of OoDs, of the
 *     placebo; 4·D bytes each, and up to four times that of one kind while it is clustered
 * @param parts maximum of centres P_cj of a class
 * @param activeShare a class is active where its CAM exceeds this share of its maximum in the image
 * @param negatives maximum of negatives Q_k
 * @param clustered true: the Q_k that classes share are centres of clusters of positions; false:
 *     they are positions, drawn at random
 * @param oodShare share of an OoD's positions, those of the highest logit, that are learned
 * @param temperature T
 */
public record ContrastSettings(
    int longSide,
    int positions,
    int parts,
    double activeShare,
    int negatives,
    boolean clustered,
    double oodShare,
    double temperature) {
  /** 12 parts of a class where its CAM exceeds .3, 50 centres of a fifth of the OoDs, T = .1. */
  public static final ContrastSettings DEFAULT =
      new ContrastSettings(512, 40_000, 12, .3, 50, true, .2, .1);

  /** The same with 2,048 positions of OoDs themselves. */
  public static final ContrastSettings POSITIONS =
      new ContrastSettings(
          DEFAULT.longSide,
          DEFAULT.positions,
          DEFAULT.parts,
          DEFAULT.activeShare,
          2048,
          false,
          DEFAULT.oodShare,
          DEFAULT.temperature);

  /** The same at another size of images. */
  public ContrastSettings withLongSide(int pixels) {
    return new ContrastSettings(
        pixels, positions, parts, activeShare, negatives, clustered, oodShare, temperature);
  }

  public ContrastSettings {
    if (longSide < 1 || positions < 1 || parts < 1 || negatives < 1) {
      throw new IllegalArgumentException(
          "longSide, positions, parts and negatives must be positive, not %d, %d, %d and %d"
              .formatted(longSide, positions, parts, negatives));
    }
    if (!(activeShare >= 0 && activeShare < 1) || !(oodShare > 0 && oodShare <= 1)) {
      throw new IllegalArgumentException(
          "activeShare must be in [0, 1) and oodShare in (0, 1], not %s and %s"
              .formatted(activeShare, oodShare));
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be positive, not " + temperature);
    }
  }
}

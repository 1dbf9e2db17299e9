package io.wood.method.walk;

import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the background threshold without any pixel label. The cells of all images are counted by
 * their strongest class's value, relative to the image's largest; the threshold is the one at which
 * the means of the two sides describe the values best, i.e. with the minimum cross-entropy −Σ₀ v·ln
 * m₀ − Σ₁ v·ln m₁ (Li and Lee, 1993). That compares ratios, which suits maps that are near 0 almost
 * everywhere; Otsu's variance, which compares differences, sets the threshold too high for them.
 * Counts add up over images and workers. Not thread-safe.
 */
public final class BackgroundThreshold {
  /** Steps that the values are counted in. */
  public static final int BINS = 256;

  private final long[] counts = new long[BINS];

  /** Counts one image. */
  public void add(WalkedMaps walked) {
    ImagePlanes maps = walked.maps();
    float max = maps.max();
    if (max > 0) {
      for (float strongest : maps.strongest().values()) {
        counts[Math.min(BINS - 1, (int) (strongest / max * BINS))]++;
      }
    }
  }

  /** Adds the {@link #counts} of another instance. */
  public void add(List<Long> others) {
    if (others.size() != BINS) {
      throw new IllegalArgumentException(others.size() + " counts given, " + BINS + " needed");
    }
    Arrays.setAll(counts, i -> counts[i] + others.get(i));
  }

  /** Cells by value, 256 steps from 0 to 1. */
  public List<Long> counts() {
    return Arrays.stream(counts).boxed().toList();
  }

  /**
   * The threshold.
   *
   * @param otherwise the result when nothing was counted, or all values are equal
   */
  public double choose(double otherwise) {
    Side above = new Side();
    for (int bin = 0; bin < BINS; bin++) {
      above.add(bin, counts[bin]);
    }
    Side below = new Side();
    double best = above.entropy();
    double chosen = otherwise;
    for (int bin = 0; bin < BINS - 1; bin++) {
      below.add(bin, counts[bin]);
      above.add(bin, -counts[bin]);
      double entropy = below.entropy() + above.entropy();
      if (below.cells > 0 && above.cells > 0 && entropy < best) {
        best = entropy;
        chosen = (bin + 1.0) / BINS;
      }
    }
    return chosen;
  }

  /** The cells on one side of a threshold. */
  private static final class Side {
    private long cells;
    private double mass;

    void add(int bin, long count) {
      cells += count;
      mass += count * (bin + .5) / BINS;
    }

    double entropy() {
      return cells == 0 ? 0 : -mass * Math.log(mass / cells);
    }
  }
}

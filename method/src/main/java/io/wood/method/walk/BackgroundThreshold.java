package io.wood.method.walk;

import io.wood.method.tensor.Planes;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the background threshold without any pixel label: the cells of all images are counted by
 * their strongest class's value (relative to the image's largest), and the threshold is the one
 * that parts the counts best in Otsu's sense, i.e. with the largest variance between the two sides
 * w₀·w₁·(m₀ − m₁)². Counts add up over images and workers. Not safe for several threads.
 */
public final class BackgroundThreshold {
  /** Steps that the values are counted in. */
  public static final int BINS = 256;

  private final long[] counts = new long[BINS];

  /** Counts one image. */
  public void add(WalkedMaps walked) {
    Planes maps = walked.maps();
    float max = maps.max();
    if (max > 0) {
      for (int cell = 0; cell < maps.area(); cell++) {
        float strongest = 0;
        for (int channel = 0; channel < maps.channels(); channel++) {
          strongest = Math.max(strongest, maps.values()[channel * maps.area() + cell]);
        }
        counts[Math.min(BINS - 1, (int) (strongest / max * BINS))]++;
      }
    }
  }

  /** Adds what {@link #counts} gave elsewhere. */
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
   * @param otherwise what it is when nothing was counted, or everything alike
   */
  public double choose(double otherwise) {
    double all = 0;
    double mass = 0;
    for (int bin = 0; bin < BINS; bin++) {
      all += counts[bin];
      mass += counts[bin] * middle(bin);
    }
    double best = 0;
    double chosen = otherwise;
    double below = 0;
    double massBelow = 0;
    for (int bin = 0; bin < BINS - 1; bin++) {
      below += counts[bin];
      massBelow += counts[bin] * middle(bin);
      double above = all - below;
      if (below > 0 && above > 0) {
        double gap = massBelow / below - (mass - massBelow) / above;
        double between = below * above * gap * gap;
        if (between > best) {
          best = between;
          chosen = (bin + 1.0) / BINS;
        }
      }
    }
    return chosen;
  }

  private static double middle(int bin) {
    return (bin + .5) / BINS;
  }
}

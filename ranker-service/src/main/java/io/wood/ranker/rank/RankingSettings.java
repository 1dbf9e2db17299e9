package io.wood.ranker.rank;

import io.wood.method.image.ImageLimits;
import java.util.Objects;

/**
 * The settings of ranking.
 *
 * @param threshold minimum probability of the best class for a hard OoD
 * @param limits of an image file
 * @param scoredSide longest side that is scored, pixels
 */
public record RankingSettings(double threshold, ImageLimits limits, int scoredSide) {
  public RankingSettings {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "wood.ranker.threshold must be between 0 and 1, not " + threshold);
    }
    Objects.requireNonNull(limits, "limits");
    if (scoredSide < 32) {
      throw new IllegalArgumentException(
          "wood.ranker.image.scored-side must be at least 32, not " + scoredSide);
    }
  }
}

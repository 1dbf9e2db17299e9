package io.wood.method.data.quality;

import java.util.List;

/**
 * The area under the ROC curve: the probability that a random positive has a higher score than a
 * random negative, equal scores counting half (Mann and Whitney's U divided by n·m).
 */
final class RocArea {
  private RocArea() {}

  /** The area, 0 to 1; neither list is empty. */
  static double of(List<Double> negatives, List<Double> positives) {
    double wins = 0;
    for (double positive : positives) {
      for (double negative : negatives) {
        wins += positive > negative ? 1 : positive == negative ? .5 : 0;
      }
    }
    return wins / ((double) negatives.size() * positives.size());
  }
}

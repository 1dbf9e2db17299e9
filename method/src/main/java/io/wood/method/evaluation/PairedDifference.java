package io.wood.method.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The difference of a figure between two sets, in pairs of the same images and seeds, with its 95 %
 * interval: the percentiles 2.5 and 97.5 of the bootstrap (Efron and Tibshirani, 1993, chapter 13).
 * Images and seeds are resampled independently (Owen, <i>The pigeonhole bootstrap</i>, 2007): in
 * replicate b the difference is Σ_s (figure_sb − reference_sb)/S over S seeds drawn with
 * replacement, each on the images of replicate b. One seed says nothing about other seeds, and few
 * seeds give too narrow an interval.
 *
 * @param difference mean over the seeds of figure − reference, on all images
 * @param low lower bound; NaN if no replicate is defined
 * @param high upper bound; NaN if no replicate is defined
 * @param seeds number of seeds
 */
public record PairedDifference(double difference, double low, double high, int seeds) {
  private static final double TAIL = .025;
  private static final long SEED = 20_070_401;

  /** Of one pair, such as two stages of one refinement. */
  public static PairedDifference of(Resampled figure, Resampled reference) {
    return of(List.of(figure), List.of(reference));
  }

  /**
   * Of a pair for each seed.
   *
   * @param figures by seed, all of the same images
   * @param references of the same seeds in the same order
   * @throws IllegalArgumentException if there is none, or not all are of the same images
   */
  public static PairedDifference of(List<Resampled> figures, List<Resampled> references) {
    int seeds = figures.size();
    if (seeds == 0 || references.size() != seeds) {
      throw new IllegalArgumentException(
          "%d figures and %d references are no pairs".formatted(seeds, references.size()));
    }
    Resampled first = figures.get(0);
    for (int s = 0; s < seeds; s++) {
      refuseOthers(first, figures.get(s), s);
      refuseOthers(first, references.get(s), s);
    }
    double mean =
        IntStream.range(0, seeds)
            .mapToDouble(s -> figures.get(s).figure() - references.get(s).figure())
            .average()
            .orElseThrow();
    SplittableRandom random = new SplittableRandom(SEED);
    double[] replicates = new double[first.replicates().size()];
    for (int b = 0; b < replicates.length; b++) {
      double sum = 0;
      for (int draw = 0; draw < seeds; draw++) {
        int s = random.nextInt(seeds);
        sum += figures.get(s).replicates().get(b) - references.get(s).replicates().get(b);
      }
      replicates[b] = sum / seeds;
    }
    double[] sorted = Arrays.stream(replicates).filter(Double::isFinite).sorted().toArray();
    return new PairedDifference(
        mean, percentile(sorted, TAIL), percentile(sorted, 1 - TAIL), seeds);
  }

  private static void refuseOthers(Resampled first, Resampled other, int seed) {
    if (!first.isPairOf(other)) {
      throw new IllegalArgumentException(
          "pair %d is of other images (%s, %d replicates) than the first figure (%s, %d replicates); evaluate all on the same images"
              .formatted(
                  seed + 1,
                  other.images(),
                  other.replicates().size(),
                  first.images(),
                  first.replicates().size()));
    }
  }

  /** Linear between the two neighbours of position p·(n − 1). */
  static double percentile(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = p * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}

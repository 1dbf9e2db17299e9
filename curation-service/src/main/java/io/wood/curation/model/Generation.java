package io.wood.curation.model;

/**
 * A generation: what one classifier made of the candidates.
 *
 * @param weights SHA-256 of its weights, which names the generation
 * @param experiment experiment that trained it
 * @param candidates results that it ranked as hard OoD
 * @param rankedAt when it ranked the last of them, as {@link EpochNanos}
 */
public record Generation(String weights, String experiment, long candidates, long rankedAt) {

  static Generation of(RankedScore ranking) {
    return new Generation(ranking.weights(), ranking.model(), 1, ranking.rankedAt());
  }

  /** Returns the generation with one more ranking. */
  public static Generation add(Generation known, RankedScore ranking) {
    return known == null
        ? of(ranking)
        : new Generation(
            known.weights(),
            known.experiment(),
            known.candidates() + 1,
            Math.max(known.rankedAt(), ranking.rankedAt()));
  }
}

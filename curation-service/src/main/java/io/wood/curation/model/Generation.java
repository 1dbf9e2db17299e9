package io.wood.curation.model;

/**
 * A generation: what one classifier made of the candidates.
 *
 * @param weights SHA-256 of its weights, which names the generation
 * @param experiment experiment that trained it
 * @param candidates images that it ranked as hard OoD
 * @param rankedAt when it ranked the last of them, as {@link EpochNanos}
 */
public record Generation(String weights, String experiment, long candidates, long rankedAt) {

  /** A part of a generation: one ranking, of an image that is new in it (1) or known (0). */
  public static Generation of(RankedScore ranking, long candidates) {
    return new Generation(ranking.weights(), ranking.model(), candidates, ranking.rankedAt());
  }

  /** Returns the two parts of a generation together. */
  public Generation plus(Generation other) {
    return new Generation(
        weights, experiment, candidates + other.candidates, Math.max(rankedAt, other.rankedAt));
  }
}

package io.wood.curation.model;

import io.wood.contracts.event.CandidateRanked;

/**
 * The fields of a ranking that candidates are filtered and ordered by.
 *
 * @param score probability of the predicted class
 * @param predictedClass class that the model predicted
 * @param model experiment that trained it
 * @param source who published the image
 * @param rankedAt when it was scored, as {@link EpochNanos}
 * @param weights SHA-256 of the model's weights
 */
public record RankedScore(
    double score,
    String predictedClass,
    String model,
    String source,
    long rankedAt,
    String weights) {
  public static RankedScore of(CandidateRanked event) {
    return new RankedScore(
        event.score(),
        event.predictedClass(),
        event.model().experiment(),
        event.source(),
        EpochNanos.of(event.rankedAt()),
        event.model().weights().sha256());
  }
}

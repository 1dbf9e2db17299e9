package io.wood.curation;

import io.wood.contracts.CandidateRanked;

/**
 * What candidates are filtered and ordered by, of what their newest model said.
 *
 * @param score how sure the model is
 * @param predictedClass of what
 * @param model experiment that trained it
 * @param source who published the image
 * @param rankedAt when, see {@link Nanos}
 * @param weights SHA-256 of the model's weights
 */
record Ranking(
    double score,
    String predictedClass,
    String model,
    String source,
    long rankedAt,
    String weights) {
  static Ranking of(CandidateRanked event) {
    return new Ranking(
        event.score(),
        event.predictedClass(),
        event.model().experiment(),
        event.source(),
        Nanos.of(event.rankedAt()),
        event.model().weights().sha256());
  }
}

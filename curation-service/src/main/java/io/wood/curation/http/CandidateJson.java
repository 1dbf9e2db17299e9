package io.wood.curation.http;

import io.wood.contracts.api.curation.CandidateCard;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.ReviewState;

/** Maps candidates of the view to their HTTP body. */
final class CandidateJson {
  private CandidateJson() {}

  static CandidateCard card(Candidate candidate, Verdict mine) {
    ReviewState state = candidate.review();
    return new CandidateCard(
        candidate.image(),
        candidate.name(),
        candidate.source(),
        candidate.width(),
        candidate.height(),
        candidate.predictedClass(),
        candidate.score(),
        candidate.scores(),
        candidate.model(),
        candidate.weights(),
        candidate.rankedAt(),
        candidate.overlay() != null,
        state.status(),
        state.decision(),
        state.reviewer(),
        state.decision() == null ? null : EpochNanos.instant(state.decidedAt()),
        state.conflict(),
        state.decisions(),
        state.votes(),
        mine,
        candidate.cluster(),
        candidate.clusterSize(),
        candidate.clusterMixed());
  }
}

package io.wood.curation.model;

import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.ReviewerOpinion;
import java.time.Instant;

/**
 * The fields of a decision that {@link DecisionFold} needs.
 *
 * @param id unique
 * @param image SHA-256 of the candidate
 * @param verdict what was decided
 * @param reviewer who decided
 * @param decidedAt when, in the range of {@link EpochNanos}
 * @param replaces id of the decision that the reviewer saw and replaced; null when there is none
 * @param quorum how many reviewers must agree
 */
public record Decision(
    String id,
    String image,
    Verdict verdict,
    String reviewer,
    Instant decidedAt,
    String replaces,
    int quorum)
    implements ReviewerOpinion {

  public static Decision of(CurationDecided event) {
    return new Decision(
        event.decision(),
        event.image(),
        event.verdict(),
        event.reviewer(),
        EpochNanos.instant(EpochNanos.of(event.decidedAt())),
        event.replaces(),
        event.quorum());
  }
}

package io.wood.curation.model;

import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.ReviewerOpinion;
import java.time.Instant;

/**
 * What the fold needs to know of a decision.
 *
 * @param decision id, unique
 * @param image SHA-256 of the candidate
 * @param verdict what was decided
 * @param reviewer who
 * @param decidedAt when, as far as {@link EpochNanos} can tell
 * @param replaces id of the decision that the reviewer saw and replaced, null for none
 * @param quorum how many people must agree
 */
public record Decision(
    String decision,
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

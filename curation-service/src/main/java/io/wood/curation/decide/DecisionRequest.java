package io.wood.curation.decide;

import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What a reviewer wants to decide about one image.
 *
 * @param image SHA-256 of the candidate
 * @param verdict APPROVED, PRUNED or WITHDRAWN
 * @param reason why, may be left out
 * @param classesSeen foreground classes that the reviewer saw, may be left out
 * @param replaces id of the decision that the reviewer saw, {@code none} when they saw the image
 *     undecided; left out: whatever stands now
 * @param decision id for the decision, chosen by the client so that it can send it again without
 *     deciding twice; left out: the service chooses
 * @param decidedAt when it was decided elsewhere; left out: now
 */
public record DecisionRequest(
    String image,
    Verdict verdict,
    String reason,
    List<String> classesSeen,
    String replaces,
    String decision,
    Instant decidedAt) {
  /** The reviewer saw the image undecided. */
  static final String NONE = "none";

  public DecisionRequest {
    reason = reason == null ? "" : reason;
    classesSeen = classesSeen == null ? List.of() : classesSeen;
  }
}

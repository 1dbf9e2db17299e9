package io.wood.curation.decide;

import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A request to decide one image.
 *
 * @param image SHA-256 of the candidate
 * @param verdict APPROVED, PRUNED or WITHDRAWN
 * @param reason why; optional
 * @param classesSeen foreground classes that the reviewer saw; optional
 * @param replaces id of the decision that the reviewer saw, {@code none} when the image was
 *     undecided; default: the decision that counts now
 * @param decision id of the decision, chosen by the client so that a repeated request has no
 *     effect; default: a new id
 * @param decidedAt when it was decided, for imported decisions; default: now
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

package io.wood.contracts.api.curation;

import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * Requests a decision about one image.
 *
 * @param image SHA-256 of the candidate
 * @param verdict APPROVED, PRUNED or WITHDRAWN
 * @param reason why; optional
 * @param classesSeen foreground classes that the reviewer saw; optional
 * @param replaces id of the decision that the reviewer saw, or {@link #NONE} when they saw the
 *     image undecided; default: the current decision
 * @param decision id of the new decision. A client that chooses it can repeat the request without
 *     deciding twice. Default: generated
 * @param decidedAt time of a decision made elsewhere; default: now
 */
public record DecisionRequest(
    String image,
    Verdict verdict,
    String reason,
    List<String> classesSeen,
    String replaces,
    String decision,
    Instant decidedAt) {
  /** Value of {@code replaces}: the reviewer saw the image undecided. */
  public static final String NONE = "none";

  public DecisionRequest {
    reason = reason == null ? "" : reason;
    classesSeen = classesSeen == null ? List.of() : classesSeen;
  }

  /** Requests a decision of now about the image as it is. */
  public static DecisionRequest of(
      String image, Verdict verdict, String reason, List<String> classesSeen) {
    return new DecisionRequest(image, verdict, reason, classesSeen, null, null, null);
  }
}

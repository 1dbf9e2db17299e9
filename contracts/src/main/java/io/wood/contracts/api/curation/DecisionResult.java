package io.wood.contracts.api.curation;

import io.wood.contracts.api.ProblemDetail;

/**
 * Result of a {@link DecisionRequest}.
 *
 * @param image image of the request
 * @param result what happened
 * @param decision id of the decision; null when rejected
 * @param status review status of the image now; null when unknown
 * @param conflict true when other reviewers decided differently without knowing of this decision
 * @param votes opinions and quorum now; null when unknown
 * @param problem why it was rejected; null when it was not
 */
public record DecisionResult(
    String image,
    Result result,
    String decision,
    ReviewStatus status,
    boolean conflict,
    VoteCounts votes,
    ProblemDetail problem) {

  /** Kinds of results. */
  public enum Result {
    /** Kafka has acknowledged the decision. */
    RECORDED,
    /** The same decision was recorded before. */
    UNCHANGED,
    /** Nothing was recorded. */
    REJECTED
  }

  /** A rejected request. */
  public static DecisionResult rejected(String image, ProblemDetail problem) {
    return new DecisionResult(image, Result.REJECTED, null, null, false, null, problem);
  }
}

package io.wood.curation.decide;

import io.wood.curation.model.ReviewStatus;
import io.wood.curation.model.VoteCounts;
import io.wood.kit.problem.ProblemDetail;

/**
 * The result of a {@link DecisionRequest}.
 *
 * @param image SHA-256 of the image, as requested
 * @param result whether a decision was recorded
 * @param decision id of the decision, null when rejected
 * @param status review status of the image now, null when unknown
 * @param conflict another reviewer decided differently without knowing this decision
 * @param votes how many reviewers have which opinion now, null when unknown
 * @param problem why it was rejected, null otherwise
 */
public record DecisionResult(
    String image,
    Result result,
    String decision,
    ReviewStatus status,
    boolean conflict,
    VoteCounts votes,
    ProblemDetail problem) {

  /** Whether a decision was recorded. */
  public enum Result {
    /** Kafka has acknowledged the decision. */
    RECORDED,
    /** A decision with this id was recorded before. */
    UNCHANGED,
    /** Nothing was recorded. */
    REJECTED
  }

  static DecisionResult rejected(String image, ProblemDetail problem) {
    return new DecisionResult(image, Result.REJECTED, null, null, false, null, problem);
  }
}

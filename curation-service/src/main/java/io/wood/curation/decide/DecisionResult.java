package io.wood.curation.decide;

import io.wood.curation.model.ReviewStatus;
import io.wood.curation.model.VoteCounts;
import io.wood.kit.problem.ProblemDetail;

/**
 * What became of a {@link DecisionRequest}.
 *
 * @param image of the wish
 * @param result what happened
 * @param decision id of the decision, null when rejected
 * @param status how the image stands now, null when it is not known
 * @param conflict other people decided differently without knowing of it
 * @param votes who is of which opinion now, null when it is not known
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

  /** What can happen. */
  public enum Result {
    /** Kafka has it. */
    RECORDED,
    /** This very decision had been recorded before. */
    UNCHANGED,
    /** Nothing was recorded. */
    REJECTED
  }

  static DecisionResult rejected(String image, ProblemDetail problem) {
    return new DecisionResult(image, Result.REJECTED, null, null, false, null, problem);
  }
}

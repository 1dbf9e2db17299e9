package io.wood.curation;

import io.wood.kit.Problem;

/**
 * What became of a {@link Wish}.
 *
 * @param image of the wish
 * @param result what happened
 * @param decision id of the decision, null when rejected
 * @param status how the image stands now, null when it is not known
 * @param conflict other people decided differently without knowing of it
 * @param votes who is of which opinion now, null when it is not known
 * @param problem why it was rejected, null otherwise
 */
record Outcome(
    String image,
    Result result,
    String decision,
    Status status,
    boolean conflict,
    Votes votes,
    Problem problem) {

  /** What can happen. */
  enum Result {
    /** Kafka has it. */
    RECORDED,
    /** This very decision had been recorded before. */
    UNCHANGED,
    /** Nothing was recorded. */
    REJECTED
  }

  static Outcome rejected(String image, Problem problem) {
    return new Outcome(image, Result.REJECTED, null, null, false, null, problem);
  }
}

package io.wood.curation.model;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;

/**
 * The result of all decisions on an image.
 *
 * @param status review status
 * @param decision id of the last decision; with a quorum of 1 it is the one that counts; null when
 *     there is none
 * @param reviewer who made it, null likewise
 * @param decidedAt when, as {@link EpochNanos}; 0 when there is none
 * @param conflict whether reviewers disagree, see {@link DecisionFold}
 * @param decisions how many there are, withdrawals included
 * @param votes how many reviewers have which opinion
 */
public record ReviewState(
    ReviewStatus status,
    String decision,
    String reviewer,
    long decidedAt,
    boolean conflict,
    int decisions,
    VoteCounts votes) {
  /** The state of an image without decisions. */
  public static final ReviewState OPEN =
      new ReviewState(ReviewStatus.OPEN, null, null, 0, false, 0, VoteCounts.NONE);
}

package io.wood.curation.model;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;

/**
 * What all decisions on an image come to.
 *
 * @param status where it stands
 * @param decision id of the last decision, which counts unless more people must agree; null when
 *     there is none
 * @param reviewer who made it, null likewise
 * @param decidedAt when, see {@link EpochNanos}; 0 when there is none
 * @param conflict people are at odds, see {@link DecisionFold}
 * @param decisions how many there are, withdrawals included
 * @param votes who is of which opinion
 */
public record ReviewState(
    ReviewStatus status,
    String decision,
    String reviewer,
    long decidedAt,
    boolean conflict,
    int decisions,
    VoteCounts votes) {
  public static final ReviewState OPEN =
      new ReviewState(ReviewStatus.OPEN, null, null, 0, false, 0, VoteCounts.NONE);
}

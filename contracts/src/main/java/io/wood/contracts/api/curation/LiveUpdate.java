package io.wood.contracts.api.curation;

import java.util.List;

/**
 * A server-sent update of the review.
 *
 * @param decided images whose decisions changed
 * @param newCandidates number of new candidates
 * @param switched true when another generation is shown now; null otherwise
 */
public record LiveUpdate(List<DecidedImage> decided, int newCandidates, Boolean switched) {

  /**
   * The new status of an image.
   *
   * @param image SHA-256
   * @param status review status
   * @param decision id of the last decision
   * @param reviewer who made it
   * @param conflict true when reviewers disagree
   * @param votes opinions and quorum
   */
  public record DecidedImage(
      String image,
      ReviewStatus status,
      String decision,
      String reviewer,
      boolean conflict,
      VoteCounts votes) {}
}

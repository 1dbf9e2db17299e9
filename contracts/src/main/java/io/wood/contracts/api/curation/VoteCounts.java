package io.wood.contracts.api.curation;

/**
 * Counts the reviewers' opinions about an image.
 *
 * @param approved reviewers who see no object
 * @param pruned reviewers who see an object
 * @param quorum number of reviewers who must agree for the image to be decided
 */
public record VoteCounts(int approved, int pruned, int quorum) {
  /** No opinions, quorum 1. */
  public static final VoteCounts NONE = new VoteCounts(0, 0, 1);
}

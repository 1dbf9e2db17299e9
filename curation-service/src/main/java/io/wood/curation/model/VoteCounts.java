package io.wood.curation.model;

/**
 * How many reviewers have which opinion on an image.
 *
 * @param approved reviewers who see no object
 * @param pruned reviewers who see an object
 * @param quorum how many must agree before a verdict counts
 */
public record VoteCounts(int approved, int pruned, int quorum) {
  static final VoteCounts NONE = new VoteCounts(0, 0, 1);
}

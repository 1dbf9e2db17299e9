package io.wood.curation.model;

/**
 * How many people are of which opinion about an image.
 *
 * @param approved see no object
 * @param pruned see one
 * @param quorum how many must agree for the image to count
 */
public record VoteCounts(int approved, int pruned, int quorum) {
  static final VoteCounts NONE = new VoteCounts(0, 0, 1);
}

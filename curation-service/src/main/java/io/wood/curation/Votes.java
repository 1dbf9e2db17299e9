package io.wood.curation;

/**
 * How many people are of which opinion about an image.
 *
 * @param approved see no object
 * @param pruned see one
 * @param quorum how many must agree for the image to count
 */
record Votes(int approved, int pruned, int quorum) {
  static final Votes NONE = new Votes(0, 0, 1);
}

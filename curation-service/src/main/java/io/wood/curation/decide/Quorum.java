package io.wood.curation.decide;

/**
 * How many reviewers must agree before a decision on an image counts.
 *
 * @param people at least 1
 */
public record Quorum(int people) {
  public Quorum {
    if (people < 1) {
      throw new IllegalArgumentException(
          "wood.curation.opinions must be at least 1, not " + people);
    }
  }

  /** True when every reviewer has an opinion of their own; with 1 the last decision counts. */
  boolean isShared() {
    return people > 1;
  }
}

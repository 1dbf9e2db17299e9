package io.wood.curation;

/**
 * What all decisions on an image come to.
 *
 * @param status where it stands
 * @param decision id of the decision that counts, null when there is none
 * @param reviewer who made it, null likewise
 * @param decidedAt when, see {@link Nanos}; 0 when there is none
 * @param conflict two people decided differently and neither knew of the other's decision
 * @param decisions how many there are, withdrawals included
 */
record Standing(
    Status status,
    String decision,
    String reviewer,
    long decidedAt,
    boolean conflict,
    int decisions) {
  static final Standing OPEN = new Standing(Status.OPEN, null, null, 0, false, 0);
}

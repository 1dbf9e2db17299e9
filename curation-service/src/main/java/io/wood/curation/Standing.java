package io.wood.curation;

/**
 * What all decisions on an image come to.
 *
 * @param status where it stands
 * @param decision id of the last decision, which counts unless more people must agree; null when
 *     there is none
 * @param reviewer who made it, null likewise
 * @param decidedAt when, see {@link Nanos}; 0 when there is none
 * @param conflict people are at odds, see {@link DecisionFold}
 * @param decisions how many there are, withdrawals included
 * @param votes who is of which opinion
 */
record Standing(
    Status status,
    String decision,
    String reviewer,
    long decidedAt,
    boolean conflict,
    int decisions,
    Votes votes) {
  static final Standing OPEN = new Standing(Status.OPEN, null, null, 0, false, 0, Votes.NONE);
}

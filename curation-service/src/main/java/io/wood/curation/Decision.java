package io.wood.curation;

import io.wood.contracts.CurationDecided;
import io.wood.contracts.CurationDecided.Verdict;
import java.util.Comparator;

/**
 * What the fold needs to know of a decision.
 *
 * @param id unique
 * @param image SHA-256 of the candidate
 * @param verdict what was decided
 * @param reviewer who
 * @param decidedAt when, see {@link Nanos}
 * @param replaces id of the decision that the reviewer saw and replaced, null for none
 */
record Decision(
    String id, String image, Verdict verdict, String reviewer, long decidedAt, String replaces) {

  /** The one order that everyone agrees on, whatever arrived first. */
  static final Comparator<Decision> ORDER =
      Comparator.comparingLong(Decision::decidedAt).thenComparing(Decision::id);

  static Decision of(CurationDecided event) {
    return new Decision(
        event.decision(),
        event.image(),
        event.verdict(),
        event.reviewer(),
        Nanos.of(event.decidedAt()),
        event.replaces());
  }
}

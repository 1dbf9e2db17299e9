package io.wood.contracts.api.repair;

import java.time.Instant;

/**
 * What was done about a dead letter.
 *
 * @param outcome what
 * @param place where the record was published again; empty for a dropped one
 * @param by who did it
 * @param at when
 */
public record LetterRepair(Outcome outcome, String place, String by, Instant at) {

  /** What became of a dead letter. */
  public enum Outcome {
    /** Published again, and not failed since. */
    REDRIVEN,
    /** Published again, and failed again: it has a new dead letter. */
    FAILED_AGAIN,
    /** Given up by a person. */
    DROPPED
  }
}

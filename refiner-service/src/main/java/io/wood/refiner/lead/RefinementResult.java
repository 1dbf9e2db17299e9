package io.wood.refiner.lead;

import io.wood.contracts.event.RefinementCompleted;

/**
 * How a refinement ended, kept in the store for good, so that nobody runs it again.
 *
 * @param completed its end, null when it failed
 * @param failure why it failed, empty when it did not
 */
record RefinementResult(RefinementCompleted completed, String failure) {
  static final String NAME = "outcome.json";
}

package io.wood.refiner.lead;

import io.wood.contracts.event.RefinementCompleted;

/**
 * The result of a refinement. Once it is in the store, the refinement is not run again.
 *
 * @param completed the completion event, null if it failed
 * @param failure why it failed, empty if it succeeded
 */
record RefinementResult(RefinementCompleted completed, String failure) {
  static final String NAME = "outcome.json";
}

package io.wood.refiner.view;

import io.wood.contracts.event.RefinementCompleted;

/**
 * How a refinement ended. Once it is in the store, the refinement is not run again.
 *
 * @param completed the completion event; null if it failed or was cancelled
 * @param failure why it failed, empty if it did not
 * @param cancelledBy who cancelled it; null if it was not cancelled
 */
public record RefinementOutcome(RefinementCompleted completed, String failure, String cancelledBy) {
  public RefinementOutcome {
    failure = failure == null ? "" : failure;
  }

  public static RefinementOutcome completed(RefinementCompleted completed) {
    return new RefinementOutcome(completed, "", null);
  }

  public static RefinementOutcome failed(String failure) {
    return new RefinementOutcome(null, failure, null);
  }

  public static RefinementOutcome cancelled(String by) {
    return new RefinementOutcome(null, "", by);
  }
}

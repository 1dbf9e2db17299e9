package io.wood.contracts.api.refiner;

import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;

/**
 * Summarises one refinement by its latest events.
 *
 * @param request the request event
 * @param progress latest progress; null when there is none
 * @param completed completion event; null until complete
 */
public record RefinementSummary(
    RefinementRequested request, RefinementProgressed progress, RefinementCompleted completed) {

  /** Returns true when the refinement succeeded, failed or was cancelled. */
  public boolean ended() {
    return state().ended();
  }

  /** Returns the state; SUCCEEDED requires the completion event, not only a progress event. */
  public RunState state() {
    if (completed != null) {
      return RunState.SUCCEEDED;
    }
    return progress == null ? RunState.RUNNING : progress.state();
  }
}

package io.wood.refiner.view;

import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;

/**
 * Where a refinement stands.
 *
 * @param request what was asked for
 * @param progress the latest progress, null when there is none
 * @param completed its end, null before
 */
public record RefinementSummary(
    RefinementRequested request, RefinementProgressed progress, RefinementCompleted completed) {

  /** True when nothing more will happen. */
  public boolean ended() {
    return completed != null || (progress != null && progress.state().ended());
  }

  /** Succeeded needs the completed event, not only the word of the progress. */
  RunState state() {
    if (completed != null) {
      return RunState.SUCCEEDED;
    }
    return progress == null ? RunState.RUNNING : progress.state();
  }
}

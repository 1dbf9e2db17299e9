package io.wood.trainer.sweep;

import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.run.CancelExperiment;
import io.wood.trainer.store.StoredSweep;
import io.wood.trainer.store.SweepFiles;
import java.util.List;
import java.util.Objects;

/**
 * Cancels the experiments that a sweep has requested and that have not ended. What it shares with
 * others goes on, and so do refinements, which belong to the refiner.
 */
public final class CancelSweep {
  private final SweepFiles sweeps;
  private final ShowSweep shows;
  private final ExperimentView view;
  private final CancelExperiment cancels;

  public CancelSweep(
      SweepFiles sweeps, ShowSweep shows, ExperimentView view, CancelExperiment cancels) {
    this.sweeps = Objects.requireNonNull(sweeps, "sweeps");
    this.shows = Objects.requireNonNull(shows, "shows");
    this.view = Objects.requireNonNull(view, "view");
    this.cancels = Objects.requireNonNull(cancels, "cancels");
  }

  /** Cancels; a repetition cancels what has been added since. */
  public void cancel(String id, String by) {
    StoredSweep sweep = sweeps.find(id).orElseThrow(() -> RequestSweep.unknown(id));
    List<String> open =
        shows.runs(sweep).stream()
            .filter(run -> ShowSweep.isOpen(run) && !run.state().equals(ShowSweep.REFINING))
            .map(Run::experiment)
            .distinct()
            .filter(experiment -> isOwn(sweep, experiment))
            .toList();
    if (open.isEmpty()) {
      throw new RefusedException(
          Kind.CONFLICT,
          "sweep '%s' has no experiment of its own that is queued or in training".formatted(id));
    }
    open.forEach(experiment -> cancel(experiment, sweep, by));
  }

  private boolean isOwn(StoredSweep sweep, String experiment) {
    return view.request(experiment)
        .filter(request -> RequestSweep.isOwn(sweep, request.requestedBy()))
        .isPresent();
  }

  private void cancel(String experiment, StoredSweep sweep, String by) {
    try {
      cancels.cancel(experiment, "%s (%s)".formatted(by, sweep.sweep()));
    } catch (RefusedException e) {
      if (e.kind() != Kind.CONFLICT) {
        throw e;
      }
      // It has ended since it was listed.
    }
  }
}

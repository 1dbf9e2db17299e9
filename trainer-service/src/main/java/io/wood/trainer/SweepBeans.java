package io.wood.trainer;

import io.wood.store.ArtifactStore;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.RefinementLinks;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.run.CancelExperiment;
import io.wood.trainer.store.SweepFiles;
import io.wood.trainer.sweep.CancelSweep;
import io.wood.trainer.sweep.RequestSweep;
import io.wood.trainer.sweep.ShowSweep;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** CDI wiring of sweeps. */
@Singleton
final class SweepBeans {
  @Produces
  @Singleton
  SweepFiles sweepFiles(ArtifactStore store) {
    return new SweepFiles(store);
  }

  @Produces
  @Singleton
  RequestSweep requestSweep(
      RequestExperiment experiments, SweepFiles sweeps, ExperimentView view, Clock clock) {
    return new RequestSweep(experiments, sweeps, view, clock);
  }

  @Produces
  @Singleton
  ShowSweep showSweep(
      SweepFiles sweeps,
      ShowExperiment experiments,
      ExperimentView view,
      RefinementLinks refinements,
      Clock clock) {
    return new ShowSweep(sweeps, experiments, view, refinements, clock);
  }

  @Produces
  @Singleton
  CancelSweep cancelSweep(
      SweepFiles sweeps, ShowSweep shows, ExperimentView view, CancelExperiment cancels) {
    return new CancelSweep(sweeps, shows, view, cancels);
  }
}

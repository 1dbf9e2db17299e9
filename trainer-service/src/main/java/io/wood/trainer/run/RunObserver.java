package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.method.training.TrainingListener;

/** Observes the start and stop of runs, for metrics. */
interface RunObserver {
  /** Ignores all calls. */
  RunObserver NONE =
      new RunObserver() {
        @Override
        public TrainingListener started(ExperimentRequested request) {
          return TrainingListener.SILENT;
        }

        @Override
        public void stopped(RunState state) {}
      };

  /** A run starts in this process. */
  TrainingListener started(ExperimentRequested request);

  /** A run stops in this process; the state is RUNNING if it will be resumed later. */
  void stopped(RunState state);
}

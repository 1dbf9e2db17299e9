package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.method.training.TrainingListener;

/** Watches runs from outside, for metrics. */
interface RunObserver {
  /** Sees nothing. */
  RunObserver BLIND =
      new RunObserver() {
        @Override
        public TrainingListener started(ExperimentRequested request) {
          return TrainingListener.SILENT;
        }

        @Override
        public void left(RunState state) {}
      };

  /** A run begins here. */
  TrainingListener started(ExperimentRequested request);

  /** A run is over here: ended, or still RUNNING when it was left for another start. */
  void left(RunState state);
}

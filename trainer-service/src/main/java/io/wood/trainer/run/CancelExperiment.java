package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.run.StopSignal.Reason;
import io.wood.trainer.store.CancellationRecord;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunResult;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Cancels an experiment. The cancellation is stored, so it holds across restarts. */
public final class CancelExperiment {
  private final RunFiles files;
  private final Function<String, Optional<ExperimentRequested>> known;
  private final ClaimExperiment claim;
  private final Clock clock;

  public CancelExperiment(
      RunFiles files,
      Function<String, Optional<ExperimentRequested>> known,
      ClaimExperiment claim,
      Clock clock) {
    this.files = Objects.requireNonNull(files, "files");
    this.known = Objects.requireNonNull(known, "known");
    this.claim = Objects.requireNonNull(claim, "claim");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  public void cancel(String experiment, String by) {
    ExperimentRequested request =
        known
            .apply(experiment)
            .or(() -> files.request(experiment))
            .orElseThrow(() -> RefusedException.unknown(experiment));
    Optional<RunResult> result = files.result(experiment);
    if (result.isPresent()) {
      throw new RefusedException(
          Kind.CONFLICT,
          "experiment '%s' has ended at %s: %s"
              .formatted(experiment, result.get().endedAt(), result.get().state()));
    }
    files.cancel(experiment, new CancellationRecord(by, clock.instant()));
    claim.stop(experiment, Reason.CANCELLED);
    // All trainers may be busy for hours. If no trainer runs the experiment, end it now.
    claim.tryRun(request);
  }
}

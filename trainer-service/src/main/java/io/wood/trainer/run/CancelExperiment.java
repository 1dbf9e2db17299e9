package io.wood.trainer.run;

import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.run.StopSignal.Reason;
import io.wood.trainer.store.CancellationRecord;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunRecords.Outcome;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Marks an experiment as no longer wanted; the mark outlives every process. */
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
    Optional<Outcome> ended = files.outcome(experiment);
    if (ended.isPresent()) {
      throw new RefusedException(
          Kind.CONFLICT,
          "experiment '%s' has ended at %s: %s"
              .formatted(experiment, ended.get().endedAt(), ended.get().state()));
    }
    files.cancel(experiment, new CancellationRecord(by, clock.instant()));
    claim.stop(experiment, Reason.CANCELLED);
    // Nobody may be free to look at it for hours; if nobody has it, it ends here and now.
    claim.tryRun(request);
  }
}

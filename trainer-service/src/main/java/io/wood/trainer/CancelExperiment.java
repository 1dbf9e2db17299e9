package io.wood.trainer;

import io.wood.trainer.RefusedException.Kind;
import io.wood.trainer.Run.Outcome;
import io.wood.trainer.StopSignal.Reason;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Marks an experiment as no longer wanted; the mark outlives every process. */
final class CancelExperiment {
  private final RunFiles files;
  private final Predicate<String> isKnown;
  private final ClaimExperiment claim;
  private final Runnable wake;
  private final Clock clock;

  CancelExperiment(
      RunFiles files,
      Predicate<String> isKnown,
      ClaimExperiment claim,
      Runnable wake,
      Clock clock) {
    this.files = Objects.requireNonNull(files, "files");
    this.isKnown = Objects.requireNonNull(isKnown, "isKnown");
    this.claim = Objects.requireNonNull(claim, "claim");
    this.wake = Objects.requireNonNull(wake, "wake");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  void cancel(String experiment, String by) {
    if (!isKnown.test(experiment) && files.request(experiment).isEmpty()) {
      throw RefusedException.unknown(experiment);
    }
    Optional<Outcome> ended = files.outcome(experiment);
    if (ended.isPresent()) {
      throw new RefusedException(
          Kind.CONFLICT,
          "experiment '%s' has ended at %s: %s"
              .formatted(experiment, ended.get().endedAt(), ended.get().state()));
    }
    files.cancel(experiment, new Cancellation(by, clock.instant()));
    claim.stop(experiment, Reason.CANCELLED);
    wake.run();
  }
}

package io.wood.trainer.run;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.kit.event.EventPublisher;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import io.wood.store.Lease;
import io.wood.store.StoreUnavailableException;
import io.wood.trainer.experiment.UnrunnableException;
import io.wood.trainer.run.StopSignal.Reason;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunRecords.Attempts;
import io.wood.trainer.store.RunRecords.CheckpointAt;
import io.wood.trainer.store.RunRecords.Claimed;
import io.wood.trainer.store.RunRecords.Frozen;
import io.wood.trainer.store.RunRecords.Kept;
import io.wood.trainer.store.RunRecords.Outcome;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Takes a claimed run to its end and tells everyone: success, failure or cancellation, written down
 * last, so that a death in between only repeats what was said. Stopped for another reason, or
 * failed for a passing one, the run stays open for the next start.
 */
public final class SuperviseRun {
  private static final Logger LOG = Logger.getLogger(SuperviseRun.class);

  private final RunFiles files;
  private final FreezeManifest materialise;
  private final RunExperiment runExperiment;
  private final RunObserver observer;
  private final RunSettings settings;
  private final Telling telling;

  /**
   * How a run speaks.
   *
   * @param publisher for what must arrive
   * @param progress for what may be dropped
   * @param storing one thread that writes checkpoints
   */
  public record Telling(
      EventPublisher publisher,
      LatestValueDispatcher<TrainingProgressed> progress,
      Executor storing,
      Clock clock) {}

  public SuperviseRun(
      RunFiles files,
      FreezeManifest materialise,
      RunExperiment runExperiment,
      RunObserver observer,
      RunSettings settings,
      Telling telling) {
    this.files = Objects.requireNonNull(files, "files");
    this.materialise = Objects.requireNonNull(materialise, "materialise");
    this.runExperiment = Objects.requireNonNull(runExperiment, "runExperiment");
    this.observer = Objects.requireNonNull(observer, "observer");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.telling = Objects.requireNonNull(telling, "telling");
  }

  void run(ExperimentRequested request, Lease lease, StopSignal stop) {
    ProgressReporter reporter =
        new ProgressReporter(request.experiment(), telling.clock(), telling.progress()::offer);
    State state = new State(request, lease, stop, reporter);
    TrainingListener watch = observer.started(request);
    RunState left = RunState.RUNNING;
    try {
      left = train(state, watch);
    } catch (RuntimeException | OutOfMemoryError e) {
      // The edge of a run: whatever went wrong inside becomes an outcome that a person can read,
      // or the run would be begun again for ever.
      left = stopped(state, e);
    } finally {
      observer.left(left);
    }
  }

  private RunState train(State state, TrainingListener watch) {
    ExperimentRequested request = state.request;
    if (files.cancellation(request.experiment()).isPresent()) {
      state.stop.raise(Reason.CANCELLED);
      throw new TrainingCancelledException(0);
    }
    Frozen frozen = materialise.materialise(request);
    state.frozen = frozen;
    Optional<CheckpointAt> checkpoint = files.checkpoint(frozen);
    countStart(state, checkpoint.map(CheckpointAt::step).orElse(0L));
    checkpoint.ifPresent(from -> state.reporter.resume(from.curve()));
    CheckpointWriter writer =
        new CheckpointWriter(
            files, new Claimed(frozen, state.lease), state.reporter::curve, telling.storing());
    ClassifierTrained trained;
    try {
      StopListener stopping = new StopListener(state.stop, state.lease, settings.skippedShare());
      trained =
          runExperiment.run(
              request,
              frozen,
              new RunListener(
                  state.reporter,
                  watch,
                  writer,
                  new CheckpointInterval(settings.checkpointInterval(), telling.clock()),
                  stopping));
    } finally {
      writer.flush();
    }
    if (!state.lease.isHeld()) {
      state.stop.raise(Reason.LEASE_LOST);
      throw new TrainingCancelledException(0);
    }
    telling.publisher().publish(trained);
    FailureMessage none = new FailureMessage(state.reporter.note(), trained.metrics());
    return end(state, RunState.SUCCEEDED, trained.model(), none);
  }

  private RunState stopped(State state, Throwable thrown) {
    String experiment = state.request.experiment();
    if (!state.lease.isHeld()) {
      state.stop.raise(Reason.LEASE_LOST);
    }
    Optional<Reason> reason = state.stop.raised();
    if (reason.filter(why -> why == Reason.LEASE_LOST || why == Reason.SHUTDOWN).isPresent()) {
      LOG.infof("%s: left for another start: %s", experiment, reason.get());
      forgetStart(state);
      return RunState.RUNNING;
    }
    if (reason.filter(Reason.CANCELLED::equals).isPresent()) {
      String by =
          files.cancellation(experiment).map(c -> "cancelled by " + c.by()).orElse("cancelled");
      return end(state, RunState.CANCELLED, null, new FailureMessage(by, Map.of()));
    }
    if (reason.isEmpty()
        && thrown instanceof RuntimeException passing
        && FailureMessage.isTransient(passing)) {
      forgetStart(state);
      throw passing;
    }
    FailureMessage failure =
        reason.isPresent() ? tooManySkipped(state.reporter) : FailureMessage.of(thrown);
    if (failure.fault()) {
      LOG.errorf(thrown, "%s: failed", experiment);
    } else {
      LOG.warnf("%s: failed: %s", experiment, failure.message());
    }
    return end(state, RunState.FAILED, null, failure);
  }

  private RunState end(State state, RunState ended, ModelRef model, FailureMessage last) {
    String experiment = state.request.experiment();
    telling.progress().flush();
    Frozen frozen = state.frozen;
    Optional<Kept> kept =
        ended == RunState.FAILED && frozen != null
            ? files.checkpoint(frozen).map(at -> new Kept(at.step(), at.bytes()))
            : Optional.empty();
    String message = last.message() + kept.map(SuperviseRun::offer).orElse("");
    TrainingProgressed word = state.reporter.ended(ended, last.figures(), message);
    telling.publisher().publish(word);
    files.end(
        new Outcome(
            experiment,
            ended,
            model,
            frozen == null ? null : frozen.ref(),
            frozen == null ? 0 : frozen.manifest().oods().size(),
            last.figures(),
            message,
            kept.orElse(null),
            state.reporter.skipped(),
            state.reporter.curve(),
            word.at()));
    LOG.infof("%s: %s %s", experiment, ended, last.figures());
    return ended;
  }

  private static String offer(Kept kept) {
    return " The checkpoint of step %d is kept as %s/%s; another experiment can start from it"
        .formatted(kept.step(), kept.bytes().bucket(), kept.bytes().key());
  }

  /** A run that takes its process down with it must not take down one after the other. */
  private void countStart(State state, long step) {
    String experiment = state.request.experiment();
    Attempts before = files.attempts(experiment);
    Attempts now = before.startingAt(step);
    if (now.starts() > settings.starts()) {
      throw new UnrunnableException(
          "begun %d times without getting past step %d".formatted(now.starts() - 1, step),
          Map.of("step", (double) step),
          "The process probably died of too little memory: lower schedule.batchSize or raise"
              + " schedule.accumulation");
    }
    files.countAttempts(experiment, before, now);
    state.counted = Optional.of(new Counted(before, now));
  }

  /** A successor that has counted its own start keeps its count. */
  private void forgetStart(State state) {
    String experiment = state.request.experiment();
    try {
      state.counted.ifPresent(
          counted -> files.countAttempts(experiment, counted.now(), counted.before()));
    } catch (StoreUnavailableException e) {
      LOG.debugf("%s: one start too many is counted: %s", experiment, e);
    }
  }

  private static FailureMessage tooManySkipped(ProgressReporter reporter) {
    var skipped = reporter.skipped();
    return new FailureMessage(
        "%d images cannot be decoded, the first %s: %s. Repair or remove them, or raise"
                .formatted(skipped.size(), skipped.get(0).image(), skipped.get(0).reason())
            + " wood.trainer.skipped-share",
        Map.of("images.skipped", (double) skipped.size()));
  }

  /** The starts before this one, and with it. */
  private record Counted(Attempts before, Attempts now) {}

  /** What is known of a run while it goes on. */
  private static final class State {
    private final ExperimentRequested request;
    private final Lease lease;
    private final StopSignal stop;
    private final ProgressReporter reporter;
    private Frozen frozen;
    private Optional<Counted> counted = Optional.empty();

    State(ExperimentRequested request, Lease lease, StopSignal stop, ProgressReporter reporter) {
      this.request = request;
      this.lease = lease;
      this.stop = stop;
      this.reporter = reporter;
    }
  }
}

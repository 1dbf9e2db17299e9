package io.wood.trainer.run;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.kit.event.DeviceFaults;
import io.wood.kit.event.DeviceFaults.Fault;
import io.wood.kit.thread.EngineHealth;
import io.wood.kit.thread.TracedWork;
import io.wood.method.training.TrainingCancelledException;
import io.wood.method.training.TrainingListener;
import io.wood.store.StoreUnavailableException;
import io.wood.store.lease.Lease;
import io.wood.trainer.experiment.UnrunnableException;
import io.wood.trainer.run.StopSignal.Reason;
import io.wood.trainer.store.ClaimedRun;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.KeptCheckpoint;
import io.wood.trainer.store.RunAttempts;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunResult;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Runs a claimed experiment to its end and reports success, failure or cancellation. The result is
 * stored before the last event is published, and a crash before either only repeats the same
 * events. A run that stops for another reason, or fails for a transient one, stays open for the
 * next start.
 */
public final class SuperviseRun {
  private static final Logger LOG = Logger.getLogger(SuperviseRun.class);

  private final RunFiles files;
  private final FreezeManifest freezeManifest;
  private final RunExperiment runExperiment;
  private final RunEvents events;
  private final RunObserver observer;
  private final RunSettings settings;
  private final Executor checkpointThread;
  private final EngineHealth health;
  private final DeviceFaults faults;
  private final Clock clock;

  public SuperviseRun(
      RunFiles files,
      FreezeManifest freezeManifest,
      RunExperiment runExperiment,
      RunEvents events,
      RunObserver observer,
      RunSettings settings,
      Executor checkpointThread,
      EngineHealth health,
      Clock clock) {
    this.files = Objects.requireNonNull(files, "files");
    this.freezeManifest = Objects.requireNonNull(freezeManifest, "freezeManifest");
    this.runExperiment = Objects.requireNonNull(runExperiment, "runExperiment");
    this.events = Objects.requireNonNull(events, "events");
    this.observer = Objects.requireNonNull(observer, "observer");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.checkpointThread = Objects.requireNonNull(checkpointThread, "checkpointThread");
    this.health = Objects.requireNonNull(health, "health");
    this.faults = new DeviceFaults(health);
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  void run(ExperimentRequested request, Lease lease, StopSignal stop) {
    ProgressReporter reporter = new ProgressReporter(request.experiment(), clock, events::offer);
    State state = new State(request, lease, stop, reporter);
    TrainingListener metrics = observer.started(request);
    RunState end = RunState.RUNNING;
    try {
      end = TracedWork.call("train", request.experiment(), () -> train(state, metrics));
    } catch (RuntimeException | OutOfMemoryError e) {
      // Every failure must become a stored result, or the run would be started again for ever.
      end = stopped(state, e);
    } finally {
      observer.stopped(end);
    }
  }

  private RunState train(State state, TrainingListener metrics) {
    String experiment = state.request.experiment();
    Optional<ClassifierTrained> announced = files.announced(experiment);
    if (announced.isEmpty() && files.cancellation(experiment).isPresent()) {
      state.stop.raise(Reason.CANCELLED);
      throw new TrainingCancelledException(0);
    }
    if (announced.isEmpty()) {
      // Before the manifest is frozen: reading a long log may kill the process, too.
      countStart(state, files.checkpointStep(experiment));
    }
    state.frozen = freezeManifest.freeze(state.request);
    ClassifierTrained trained =
        announced.orElseGet(() -> files.announce(classifier(state, metrics)));
    compare(state, trained);
    events.publish(trained);
    FailureMessage none = new FailureMessage(state.reporter.notes(), trained.metrics());
    return end(state, RunState.SUCCEEDED, trained.model(), none);
  }

  private ClassifierTrained classifier(State state, TrainingListener metrics) {
    files
        .checkpoint(state.frozen)
        .ifPresent(checkpoint -> state.reporter.resume(checkpoint.curve()));
    CheckpointWriter writer =
        new CheckpointWriter(
            files,
            new ClaimedRun(state.frozen, state.lease),
            state.reporter::curve,
            checkpointThread);
    ClassifierTrained trained;
    try {
      trained =
          runExperiment.run(
              state.request,
              state.frozen,
              new RunListener(
                  state.reporter,
                  metrics,
                  writer,
                  new CheckpointInterval(settings.checkpointInterval(), clock),
                  new StopListener(state.stop, settings.skippedShare())));
    } finally {
      writer.flush();
    }
    health.succeeded();
    requireLease(state);
    return trained;
  }

  /** Asks the store: a holder that stood still for long does not know that it was replaced. */
  private static void requireLease(State state) {
    if (!state.lease.renew()) {
      state.stop.raise(Reason.LEASE_LOST);
      throw new TrainingCancelledException(0);
    }
  }

  /** With the first run of the same manifest, and with what it started from, if these exist. */
  private void compare(State state, ClassifierTrained trained) {
    runExperiment.forgotten(state.request, trained).ifPresent(state.reporter::remark);
    new WeightsComparison(files)
        .remark(state.request, state.frozen, trained.model().weights().sha256())
        .ifPresent(state.reporter::remark);
  }

  private RunState stopped(State state, Throwable thrown) {
    String experiment = state.request.experiment();
    if (!state.lease.isHeld()) {
      state.stop.raise(Reason.LEASE_LOST);
    }
    Optional<Reason> reason = state.stop.raised();
    if (reason.filter(why -> why == Reason.LEASE_LOST || why == Reason.SHUTDOWN).isPresent()) {
      return leave(state, reason.get());
    }
    if (reason.filter(Reason.CANCELLED::equals).isPresent()) {
      String by =
          files.cancellation(experiment).map(c -> "cancelled by " + c.by()).orElse("cancelled");
      return end(state, RunState.CANCELLED, null, new FailureMessage(by, Map.of()));
    }
    Optional<RuntimeException> outside = reason.isEmpty() ? outside(thrown) : Optional.empty();
    if (outside.isPresent()) {
      forgetStart(state);
      throw outside.get();
    }
    FailureMessage failure =
        reason.isPresent() ? tooManySkipped(state.reporter) : FailureMessage.of(thrown);
    if (failure.unexpected()) {
      LOG.errorf(thrown, "%s: failed", experiment);
    } else {
      LOG.warnf("%s: failed: %s", experiment, failure.message());
    }
    return end(state, RunState.FAILED, null, failure);
  }

  /** A failure whose cause is outside the run: the store, the broker or the device. */
  private Optional<RuntimeException> outside(Throwable thrown) {
    if (thrown instanceof RuntimeException failure && FailureMessage.isTransient(failure)) {
      return Optional.of(failure);
    }
    return faults.of(thrown).filter(fault -> !fault.outOfMemory()).map(Fault::failure);
  }

  private RunState leave(State state, Reason reason) {
    LOG.infof("%s: stopped, to be resumed later: %s", state.request.experiment(), reason);
    forgetStart(state);
    return RunState.RUNNING;
  }

  /** Publishes the last event of a run that has a result, unless that is done. */
  void announceEnd(String experiment) {
    files.unannounced(experiment).ifPresent(this::announce);
  }

  private void announce(RunResult result) {
    events.publishLast(result.lastEvent());
    files.close(result);
    LOG.infof("%s: %s %s", result.experiment(), result.state(), result.metrics());
  }

  /** Stores and publishes the result; a trainer that lost its lease leaves it to its successor. */
  private RunState end(State state, RunState ended, ModelRef model, FailureMessage last) {
    if (!state.lease.renew()) {
      return leave(state, Reason.LEASE_LOST);
    }
    FrozenManifest frozen = state.frozen;
    Optional<KeptCheckpoint> kept =
        ended == RunState.FAILED && frozen != null
            ? files.checkpoint(frozen).map(at -> new KeptCheckpoint(at.step(), at.bytes()))
            : Optional.empty();
    String message = last.message() + kept.map(SuperviseRun::keptMessage).orElse("");
    RunResult result =
        files.end(
            new RunResult(
                state.request.experiment(),
                ended,
                model,
                frozen == null ? null : frozen.ref(),
                frozen == null ? 0 : frozen.manifest().oods().size(),
                last.figures(),
                message,
                kept.orElse(null),
                state.reporter.skipped(),
                state.reporter.curve(),
                state.reporter.progress(),
                clock.instant()));
    announce(result);
    return result.state();
  }

  private static String keptMessage(KeptCheckpoint kept) {
    return " The checkpoint of step %d is kept as %s/%s; another experiment can start from it"
        .formatted(kept.step(), kept.bytes().bucket(), kept.bytes().key());
  }

  /**
   * Bounds the starts of a run that kills its process, so that it does not kill one after another.
   */
  private void countStart(State state, long step) {
    String experiment = state.request.experiment();
    RunAttempts before = files.attempts(experiment);
    RunAttempts now = before.startingAt(step);
    if (now.starts() > settings.starts()) {
      throw new UnrunnableException(
          "started %d times without getting past step %d".formatted(now.starts() - 1, step),
          Map.of("step", (double) step),
          "The process probably ran out of memory: lower schedule.batchSize, raise"
              + " schedule.accumulation, or give the process more (-Xmx)");
    }
    files.countAttempts(experiment, before, now);
    state.counted = Optional.of(new Counted(before, now));
  }

  /** Takes back the counted start, unless another trainer has counted its own since. */
  private void forgetStart(State state) {
    String experiment = state.request.experiment();
    try {
      state.counted.ifPresent(
          counted -> files.countAttempts(experiment, counted.now(), counted.before()));
    } catch (StoreUnavailableException e) {
      LOG.debugf("%s: cannot take back the counted start: %s", experiment, e);
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

  /** The number of starts before this one, and including it. */
  private record Counted(RunAttempts before, RunAttempts now) {}

  /** The state of a run in progress. */
  private static final class State {
    private final ExperimentRequested request;
    private final Lease lease;
    private final StopSignal stop;
    private final ProgressReporter reporter;
    private FrozenManifest frozen;
    private Optional<Counted> counted = Optional.empty();

    State(ExperimentRequested request, Lease lease, StopSignal stop, ProgressReporter reporter) {
      this.request = request;
      this.lease = lease;
      this.stop = stop;
      this.reporter = reporter;
    }
  }
}

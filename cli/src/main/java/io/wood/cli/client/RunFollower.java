package io.wood.cli.client;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.ProgressPrinter;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Shows the progress of a training or refinement until it ends. The progress comes from events; the
 * service is polled as well, because the run may have ended before this client started to read.
 */
final class RunFollower {
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);
  private static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final Duration CATCH_UP_INTERVAL = Duration.ofMillis(200);
  private static final Duration CATCH_UP = Duration.ofSeconds(20);
  private static final int MAX_FIGURES = 4;

  /**
   * The content of a progress event of a training or a refinement.
   *
   * @param run id of the run
   * @param state state of the run
   * @param progress progress of the current phase
   * @param figures losses and other figures
   */
  record Step(String run, RunState state, StepProgress progress, Map<String, Double> figures) {
    Step {
      figures = Map.copyOf(figures);
    }
  }

  /**
   * The state of a run as the service reports it.
   *
   * @param ended true when the run has ended
   * @param succeeded true when it has succeeded
   * @param text state for display
   */
  record Status(boolean ended, boolean succeeded, String text) {}

  private final String run;
  private final Supplier<Status> service;
  private Instant nextPoll = Instant.EPOCH;
  private boolean started;

  RunFollower(String run, Supplier<Status> service) {
    this.run = run;
    this.service = service;
  }

  /** Returns when the run has succeeded; throws when it failed or was cancelled. */
  <E extends Event> void follow(
      RunningSystem system, Class<E> type, Function<E, Step> reader, ProgressPrinter printer) {
    if (!ended(printer)) {
      EventTail tail = system.tail();
      tail.follow(
          type,
          Instant.now().minus(OVERLAP),
          event -> show(reader.apply(event), printer),
          () -> ended(printer));
    }
    Status last = last();
    if (!last.succeeded()) {
      throw new CommandFailedException(run + " " + last.text());
    }
  }

  private boolean show(Step step, ProgressPrinter printer) {
    if (!step.run().equals(run)) {
      return false;
    }
    started = true;
    if (step.state() == RunState.RUNNING) {
      StepProgress progress = step.progress();
      printer.show(
          run + " " + progress.phase(),
          progress.done(),
          progress.total(),
          progress.unit(),
          figures(step.figures()));
    }
    return step.state().ended();
  }

  private boolean ended(ProgressPrinter printer) {
    if (Instant.now().isBefore(nextPoll)) {
      return false;
    }
    nextPoll = Instant.now().plus(POLL_INTERVAL);
    Status status = service.get();
    if (!status.ended() && !started) {
      printer.waiting(run + " " + status.text());
    }
    return status.ended();
  }

  /**
   * Describes the state of a run that has not started.
   *
   * @param running ids of the runs in progress
   * @param service service that runs them
   */
  static String waitingFor(List<String> running, String service) {
    return running.isEmpty()
        ? "waits for the " + service + " to start it"
        : "waits until the " + service + " has finished " + String.join(", ", running);
  }

  /** The service reads the end from the log as this client does, and may be a little later. */
  private Status last() {
    Instant deadline = Instant.now().plus(CATCH_UP);
    Status status = service.get();
    while (!status.ended() && Instant.now().isBefore(deadline)) {
      CommandProcess.pause(CATCH_UP_INTERVAL);
      status = service.get();
    }
    return status;
  }

  /** Formats the losses, such as {@code loss 0.412}; other figures are on the trainer's page. */
  static String figures(Map<String, Double> figures) {
    return new TreeMap<>(figures)
        .entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("loss"))
            .limit(MAX_FIGURES)
            .map(entry -> String.format(Locale.ROOT, "%s %.4g", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
  }
}

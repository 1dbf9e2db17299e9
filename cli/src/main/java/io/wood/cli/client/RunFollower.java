package io.wood.cli.client;

import io.wood.cli.console.CommandFailedException;
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
 * Shows the progress of one long job until it has ended. The events tell how far it is; the service
 * is asked now and then as well, in case that the end was told before we listened.
 */
final class RunFollower {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final Duration CATCH_UP = Duration.ofSeconds(20);
  private static final int MOST_FIGURES = 4;

  /**
   * What a progress event says, of a training or a refinement.
   *
   * @param run id of the job
   * @param state where it stands
   * @param progress how far the present phase is
   * @param figures losses and the like
   */
  record Step(String run, RunState state, StepProgress progress, Map<String, Double> figures) {
    Step {
      figures = Map.copyOf(figures);
    }
  }

  /**
   * What the service says.
   *
   * @param ended nothing more will happen
   * @param succeeded and it went well
   * @param words where it stands, for people
   */
  record Look(boolean ended, boolean succeeded, String words) {}

  private final String run;
  private final Supplier<Look> service;
  private Instant nextLook = Instant.EPOCH;
  private boolean moving;

  RunFollower(String run, Supplier<Look> service) {
    this.run = run;
    this.service = service;
  }

  /** Returns when the job has succeeded, throws when it has not. */
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
    Look last = last();
    if (!last.succeeded()) {
      throw new CommandFailedException(run + " " + last.words());
    }
  }

  private boolean show(Step step, ProgressPrinter printer) {
    if (!step.run().equals(run)) {
      return false;
    }
    moving = true;
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
    if (Instant.now().isBefore(nextLook)) {
      return false;
    }
    nextLook = Instant.now().plus(LOOK_EVERY);
    Look look = service.get();
    if (!look.ended() && !moving) {
      printer.waiting(run + " " + look.words());
    }
    return look.ended();
  }

  /**
   * What a job says that has not begun.
   *
   * @param running ids of the jobs that are being run
   * @param service that runs them
   */
  static String waitingFor(List<String> running, String service) {
    return running.isEmpty()
        ? "waits for the " + service + " to take it up"
        : "waits until the " + service + " is done with " + String.join(", ", running);
  }

  /** The service hears of the end through the log as we do, perhaps a little later. */
  private Look last() {
    Instant deadline = Instant.now().plus(CATCH_UP);
    Look look = service.get();
    while (!look.ended() && Instant.now().isBefore(deadline)) {
      pause();
      look = service.get();
    }
    return look;
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  /** The losses alone, such as {@code loss 0.412}: rates and norms are for the trainer's page. */
  static String figures(Map<String, Double> figures) {
    return new TreeMap<>(figures)
        .entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("loss"))
            .limit(MOST_FIGURES)
            .map(entry -> String.format(Locale.ROOT, "%s %.4g", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
  }
}

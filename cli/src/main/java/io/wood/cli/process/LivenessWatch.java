package io.wood.cli.process;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends services that run and are not live, so that they are started again: one whose thread has
 * ended works no more and does not leave. A busy machine answers late, so silence counts for little
 * and only an answer for much; a process that a person has paused is left alone, and without {@code
 * /proc} silence never counts.
 */
final class LivenessWatch {
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Answers in a row that say down. */
  private static final int MAX_DOWN = 6;

  /** Times in a row without an answer: at least five minutes. */
  private static final int MAX_SILENT = 30;

  private final HealthProbe probe;
  private final Duration stopTimeout;
  private final Map<ChildProcess, Failures> failures = new HashMap<>();

  /**
   * Watches with a probe.
   *
   * @param stopTimeout how long a process has to stop before it is killed
   */
  LivenessWatch(HealthProbe probe, Duration stopTimeout) {
    this.probe = probe;
    this.stopTimeout = stopTimeout;
  }

  /** Failures in a row. */
  private record Failures(int down, int silent) {
    static final Failures NONE = new Failures(0, 0);
  }

  /** Asks each service once; waits for the end of those that it ends. */
  void check(Collection<ChildProcess> services) {
    failures.keySet().retainAll(services);
    services.stream().filter(ChildProcess::isAlive).forEach(this::check);
  }

  private void check(ChildProcess service) {
    Failures before = failures.getOrDefault(service, Failures.NONE);
    HealthProbe.Liveness answer = probe.live(service.spec().port());
    Failures now =
        switch (answer.state()) {
          case UP -> Failures.NONE;
          case DOWN -> new Failures(before.down() + 1, 0);
          case SILENT ->
              ProcessMemory.isRunning(service.handle())
                  ? new Failures(before.down(), before.silent() + 1)
                  : before;
        };
    failures.put(service, now);
    if (now.down() == MAX_DOWN) {
      service.giveUp("not live: " + answer.detail(), stopTimeout);
    } else if (now.silent() == MAX_SILENT) {
      service.giveUp("not live: no answer for minutes", stopTimeout);
    }
  }
}

package io.wood.kit;

import io.wood.contracts.event.StepProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Measures the progress of long work: phase, rate, time left; and decides when to report it, which
 * is about once a second and at the end of each phase. Not safe for several threads.
 */
public final class ProgressMeter {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Clock clock;
  private final ThroughputRate rate = new ThroughputRate();
  private StepProgress progress = new StepProgress("start", 0, 0, "steps", 0, null);
  private boolean begun;
  private Instant reported = Instant.EPOCH;

  /** Creates a meter at the start. */
  public ProgressMeter(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Starts a phase; it is always reported. */
  public void phase(String phase, long total, String unit) {
    progress = new StepProgress(phase, 0, total, unit, 0, null);
    begun = false;
    reported = clock.instant();
  }

  /**
   * Records that work of the phase is done.
   *
   * @param done of it in all
   * @param total of the phase
   * @return true when it is time to report
   */
  public boolean step(long done, long total) {
    Instant now = clock.instant();
    if (begun) {
      rate.mark(now, done);
    } else {
      // The first report after a resume starts far from 0: only what was done here makes a rate.
      rate.start(now, done);
      begun = true;
    }
    progress =
        new StepProgress(
            progress.phase(),
            done,
            total,
            progress.unit(),
            rate.perSecond(),
            rate.secondsLeft(total));
    boolean due = done == total || !now.isBefore(reported.plus(QUIET));
    reported = due ? now : reported;
    return due;
  }

  /** Returns the present progress. */
  public StepProgress progress() {
    return progress;
  }
}

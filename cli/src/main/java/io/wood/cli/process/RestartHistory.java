package io.wood.cli.process;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a process was started again, and why.
 *
 * @param restarts since the system was started
 * @param inARow restarts of a process that did not stay up
 * @param reason the last end; empty if there was none
 */
record RestartHistory(int restarts, int inARow, String reason) {
  static final RestartHistory NONE = new RestartHistory(0, 0, "");

  private static final Duration STAYS_UP = Duration.ofMinutes(5);
  private static final int MAX_PAUSE_SECONDS = 60;

  /** Adds the end of a process that ran between two instants. */
  RestartHistory after(Instant startedAt, Instant endedAt, String why) {
    boolean stayedUp = Duration.between(startedAt, endedAt).compareTo(STAYS_UP) >= 0;
    return new RestartHistory(restarts + 1, stayedUp ? 1 : inARow + 1, why);
  }

  /** How long to wait before the next start: 1, 2, 4 … 60 seconds. */
  Duration pause() {
    int doublings = Math.min(Math.max(inARow - 1, 0), 6);
    return Duration.ofSeconds(Math.min(MAX_PAUSE_SECONDS, 1L << doublings));
  }
}

package io.wood.curation;

import java.time.Instant;

/** Instants as nanoseconds since 1970, so that SQL orders them exactly; good until 2262. */
final class Nanos {
  private static final long PER_SECOND = 1_000_000_000L;
  private static final long MOST_SECONDS = Long.MAX_VALUE / PER_SECOND - 1;

  private Nanos() {}

  /** Instants beyond the range count as its end: they come after everything anyhow. */
  static long of(Instant instant) {
    long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, instant.getEpochSecond()));
    return seconds * PER_SECOND + instant.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}

package io.wood.curation.model;

import java.time.Instant;

/** Instants as nanoseconds since 1970, so that SQL orders them exactly; good until 2262. */
public final class EpochNanos {
  private static final long PER_SECOND = 1_000_000_000L;
  private static final long MOST_SECONDS = Long.MAX_VALUE / PER_SECOND - 1;

  private EpochNanos() {}

  /** Instants beyond the range count as its end: they come after everything anyhow. */
  public static long of(Instant instant) {
    long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, instant.getEpochSecond()));
    return seconds * PER_SECOND + instant.getNano();
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}

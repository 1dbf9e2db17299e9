package io.wood.curation.model;

import java.time.Instant;

/** Converts instants to nanoseconds since 1970, which SQL orders exactly; valid until 2262. */
public final class EpochNanos {
  private static final long PER_SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = Long.MAX_VALUE / PER_SECOND - 1;

  private EpochNanos() {}

  /** An instant outside the range becomes the end of the range. */
  public static long of(Instant instant) {
    long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, instant.getEpochSecond()));
    return seconds * PER_SECOND + instant.getNano();
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}

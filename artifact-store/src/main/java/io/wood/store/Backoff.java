package io.wood.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before another try: twice as long each time, half of it random, so that clients
 * that failed together do not come back together.
 *
 * @param first before the second try
 * @param most at most
 * @param tries in all, the first included
 */
public record Backoff(Duration first, Duration most, int tries) {
  public Backoff {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(most, "most");
    if (first.isNegative() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "first %s must be at least 0 and at most %s".formatted(first, most));
    }
    if (tries < 1) {
      throw new IllegalArgumentException("tries must be at least 1, not " + tries);
    }
  }

  /** The wait after so many failures, 1 or more. */
  public Duration after(int failures) {
    long ceiling = first.toMillis() << Math.min(failures - 1, 20);
    long bounded = Math.min(ceiling, most.toMillis());
    return Duration.ofMillis(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
  }
}

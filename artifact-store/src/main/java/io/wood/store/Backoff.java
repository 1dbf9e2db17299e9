package io.wood.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Computes how long to wait before a retry: twice as long each time, half of it random, so that
 * clients that failed together do not retry together.
 *
 * @param first wait before the second try
 * @param max longest wait
 * @param tries number of tries, the first included
 */
public record Backoff(Duration first, Duration max, int tries) {
  public Backoff {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(max, "max");
    if (first.isNegative() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "first %s must be at least 0 and at most %s".formatted(first, max));
    }
    if (tries < 1) {
      throw new IllegalArgumentException("tries must be at least 1, not " + tries);
    }
  }

  /** Returns the wait after this many failures, 1 or more. */
  public Duration after(int failures) {
    long ceiling = first.toMillis() << Math.min(failures - 1, 20);
    long bounded = Math.min(ceiling, max.toMillis());
    return Duration.ofMillis(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
  }
}

package io.wood.store;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Retries operations while the store is unavailable. A conditional write whose answer got lost is
 * retried too, and may then find its own bytes in the way: false means "not by this call, as far as
 * is known", true is always true.
 */
final class RetryingArtifactStore extends ForwardingArtifactStore {
  /** Not retried: a health check asks for the state of this moment. */
  private static final String CHECK = "check";

  /** A call to a server that accepts and never answers is not repeated: it has waited enough. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Backoff backoff;
  private final Runnable onRetry;

  RetryingArtifactStore(ArtifactStore delegate, Backoff backoff, Runnable onRetry) {
    super(delegate);
    this.backoff = Objects.requireNonNull(backoff, "backoff");
    this.onRetry = Objects.requireNonNull(onRetry, "onRetry");
  }

  @Override
  <T> T call(String operation, Supplier<T> work) {
    long begin = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        return work.get();
      } catch (StoreUnavailableException e) {
        if (failures >= backoff.tries()
            || operation.equals(CHECK)
            || System.nanoTime() - begin > LIMIT.toNanos()) {
          throw e;
        }
        onRetry.run();
        sleep(backoff.after(failures), e);
      }
    }
  }

  private static void sleep(Duration delay, StoreUnavailableException failure) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}

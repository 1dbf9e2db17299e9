package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import java.nio.file.Path;
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

  /** Any key: whether the object is there does not matter. */
  private static final String PROBE = "probe";

  private final ArtifactStore once;
  private final Backoff backoff;
  private final Runnable onRetry;

  RetryingArtifactStore(ArtifactStore delegate, Backoff backoff, Runnable onRetry) {
    super(delegate);
    this.once = delegate;
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

  @Override
  public byte[] get(ArtifactRef ref) {
    return read(ref, () -> super.get(ref), () -> once.get(ref));
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    return read(ref, () -> super.fetch(ref), () -> once.fetch(ref));
  }

  /**
   * A server that fails on one object, after all retries, while it answers for another one is not
   * away: who waits for the object would wait for ever. It is asked once more in between, because
   * it may have come back just now.
   */
  private <T> T read(ArtifactRef ref, Supplier<T> retried, Supplier<T> again) {
    try {
      return retried.get();
    } catch (StoreUnavailableException e) {
      if (!e.isServerFault()) {
        throw e;
      }
      stat(ref.bucket(), PROBE);
      return afterProbe(ref, again);
    }
  }

  private static <T> T afterProbe(ArtifactRef ref, Supplier<T> read) {
    try {
      return read.get();
    } catch (StoreUnavailableException e) {
      throw e.isServerFault() ? new MissingObjectException(ref, e) : e;
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

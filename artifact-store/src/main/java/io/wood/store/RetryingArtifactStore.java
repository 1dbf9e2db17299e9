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
  /** A call to a server that accepts and never answers is not repeated: it has waited enough. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

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
        if (failures >= backoff.tries() || System.nanoTime() - begin > LIMIT.toNanos()) {
          throw e;
        }
        onRetry.run();
        sleep(backoff.after(failures), e);
      }
    }
  }

  /** Not retried: a health check asks for the state of this moment. */
  @Override
  public void check() {
    once.check();
  }

  @Override
  public byte[] get(ArtifactRef ref) {
    return read("get", ref, () -> once.get(ref));
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    return read("fetch", ref, () -> once.fetch(ref));
  }

  /**
   * A server that fails on one object, after all retries, while it answers for another one is not
   * away: a caller that waits for the object would wait for ever. It is asked once more in between,
   * because it may have come back just now.
   */
  private <T> T read(String operation, ArtifactRef ref, Supplier<T> work) {
    try {
      return call(operation, work);
    } catch (StoreUnavailableException e) {
      if (!e.isServerFault()) {
        throw e;
      }
    }
    stat(ref.bucket(), probe(ref.key()));
    try {
      return work.get();
    } catch (StoreUnavailableException e) {
      throw e.isServerFault() ? new MissingObjectException(ref, e) : e;
    }
  }

  /**
   * A key that this user may read too, since rights are given by the first part of a key; the
   * server may fail on every key below one of its objects. Whether an object is there does not
   * matter.
   */
  private static String probe(String key) {
    return key.substring(0, key.indexOf('/') + 1) + "probe";
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

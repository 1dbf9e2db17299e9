package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tries again while the store is unavailable. A conditional write whose answer got lost is tried
 * again too, and may then find its own bytes in the way: false means "not by this call, as far as
 * anyone knows", true is always true.
 */
final class RetryingArtifactStore implements ArtifactStore {
  private final ArtifactStore delegate;
  private final Backoff backoff;
  private final Runnable onRetry;

  RetryingArtifactStore(ArtifactStore delegate, Backoff backoff, Runnable onRetry) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.backoff = Objects.requireNonNull(backoff, "backoff");
    this.onRetry = Objects.requireNonNull(onRetry, "onRetry");
  }

  private <T> T retrying(Supplier<T> operation) {
    for (int failures = 1; ; failures++) {
      try {
        return operation.get();
      } catch (StoreUnavailableException e) {
        if (failures >= backoff.tries()) {
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

  @Override
  public ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType) {
    return retrying(() -> delegate.put(bucket, key, bytes, mediaType));
  }

  @Override
  public ArtifactRef putFile(String bucket, String key, Path file, String mediaType) {
    return retrying(() -> delegate.putFile(bucket, key, file, mediaType));
  }

  @Override
  public Optional<VersionedObject> find(String bucket, String key) {
    return retrying(() -> delegate.find(bucket, key));
  }

  @Override
  public boolean putIfAbsent(String bucket, String key, byte[] bytes, String mediaType) {
    return retrying(() -> delegate.putIfAbsent(bucket, key, bytes, mediaType));
  }

  @Override
  public boolean replace(String bucket, String key, byte[] bytes, String mediaType, String etag) {
    return retrying(() -> delegate.replace(bucket, key, bytes, mediaType, etag));
  }

  @Override
  public byte[] get(ArtifactRef ref) {
    return retrying(() -> delegate.get(ref));
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    return retrying(() -> delegate.fetch(ref));
  }

  @Override
  public Optional<ArtifactRef> stat(String bucket, String key) {
    return retrying(() -> delegate.stat(bucket, key));
  }

  @Override
  public List<String> list(String bucket, String prefix) {
    return retrying(() -> delegate.list(bucket, prefix));
  }

  @Override
  public void delete(String bucket, String key) {
    retrying(
        () -> {
          delegate.delete(bucket, key);
          return key;
        });
  }

  @Override
  public URI presignGet(ArtifactRef ref, Duration validity) {
    return retrying(() -> delegate.presignGet(ref, validity));
  }

  @Override
  public URI presignPut(String bucket, String key, Duration validity) {
    return retrying(() -> delegate.presignPut(bucket, key, validity));
  }

  @Override
  public void createBuckets() {
    retrying(
        () -> {
          delegate.createBuckets();
          return delegate;
        });
  }

  /** Once: whoever asks wants to know how things are now. */
  @Override
  public void check() {
    delegate.check();
  }
}

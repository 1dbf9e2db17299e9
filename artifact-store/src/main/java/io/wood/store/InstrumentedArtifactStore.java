package io.wood.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wood.contracts.artifact.ArtifactRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts and times the operations: {@code wood.store.requests} by operation and outcome, {@code
 * wood.store.bytes} by direction.
 */
final class InstrumentedArtifactStore implements ArtifactStore {
  private final ArtifactStore delegate;
  private final MeterRegistry meters;
  private final Counter written;
  private final Counter read;

  InstrumentedArtifactStore(ArtifactStore delegate, MeterRegistry meters) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.meters = Objects.requireNonNull(meters, "meters");
    this.written = bytes("written");
    this.read = bytes("read");
  }

  private Counter bytes(String direction) {
    return Counter.builder("wood.store.bytes")
        .description("bytes of objects that travelled")
        .tag("direction", direction)
        .register(meters);
  }

  private <T> T timed(String operation, Supplier<T> work) {
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      T result = work.get();
      outcome = "ok";
      return result;
    } finally {
      sample.stop(
          Timer.builder("wood.store.requests")
              .description("operations on the object store, retries included")
              .tag("operation", operation)
              .tag("outcome", outcome)
              .register(meters));
    }
  }

  @Override
  public ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType) {
    ArtifactRef ref = timed("put", () -> delegate.put(bucket, key, bytes, mediaType));
    written.increment((double) ref.size());
    return ref;
  }

  @Override
  public ArtifactRef putFile(String bucket, String key, Path file, String mediaType) {
    ArtifactRef ref = timed("putFile", () -> delegate.putFile(bucket, key, file, mediaType));
    written.increment((double) ref.size());
    return ref;
  }

  @Override
  public Optional<VersionedObject> find(String bucket, String key) {
    return timed("find", () -> delegate.find(bucket, key));
  }

  @Override
  public boolean putIfAbsent(String bucket, String key, byte[] bytes, String mediaType) {
    return timed("putIfAbsent", () -> delegate.putIfAbsent(bucket, key, bytes, mediaType));
  }

  @Override
  public boolean replace(String bucket, String key, byte[] bytes, String mediaType, String etag) {
    return timed("replace", () -> delegate.replace(bucket, key, bytes, mediaType, etag));
  }

  @Override
  public byte[] get(ArtifactRef ref) {
    byte[] bytes = timed("get", () -> delegate.get(ref));
    read.increment((double) bytes.length);
    return bytes;
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    Path file = timed("fetch", () -> delegate.fetch(ref));
    read.increment((double) ref.size());
    return file;
  }

  @Override
  public Optional<ArtifactRef> stat(String bucket, String key) {
    return timed("stat", () -> delegate.stat(bucket, key));
  }

  @Override
  public List<String> list(String bucket, String prefix) {
    return timed("list", () -> delegate.list(bucket, prefix));
  }

  @Override
  public void delete(String bucket, String key) {
    timed(
        "delete",
        () -> {
          delegate.delete(bucket, key);
          return key;
        });
  }

  @Override
  public URI presignGet(ArtifactRef ref, Duration validity) {
    return delegate.presignGet(ref, validity);
  }

  @Override
  public URI presignPut(String bucket, String key, Duration validity) {
    return delegate.presignPut(bucket, key, validity);
  }

  @Override
  public void createBuckets() {
    delegate.createBuckets();
  }

  @Override
  public void check() {
    delegate.check();
  }
}

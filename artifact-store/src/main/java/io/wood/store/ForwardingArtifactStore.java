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
 * Forwards every operation to another store: the base of decorators. A decorator overrides {@link
 * #call} to surround all operations, or single operations.
 */
abstract class ForwardingArtifactStore implements ArtifactStore {
  private final ArtifactStore delegate;

  ForwardingArtifactStore(ArtifactStore delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * Runs an operation of the delegate.
   *
   * @param operation name of the method, such as {@code putFile}
   */
  <T> T call(String operation, Supplier<T> work) {
    return work.get();
  }

  private void run(String operation, Runnable work) {
    call(
        operation,
        () -> {
          work.run();
          return delegate;
        });
  }

  @Override
  public ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType) {
    return call("put", () -> delegate.put(bucket, key, bytes, mediaType));
  }

  @Override
  public ArtifactRef putFile(String bucket, String key, Path file, String mediaType) {
    return call("putFile", () -> delegate.putFile(bucket, key, file, mediaType));
  }

  @Override
  public Optional<VersionedObject> find(String bucket, String key) {
    return call("find", () -> delegate.find(bucket, key));
  }

  @Override
  public boolean putIfAbsent(String bucket, String key, byte[] bytes, String mediaType) {
    return call("putIfAbsent", () -> delegate.putIfAbsent(bucket, key, bytes, mediaType));
  }

  @Override
  public boolean replace(String bucket, String key, byte[] bytes, String mediaType, String etag) {
    return call("replace", () -> delegate.replace(bucket, key, bytes, mediaType, etag));
  }

  @Override
  public byte[] get(ArtifactRef ref) {
    return call("get", () -> delegate.get(ref));
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    return call("fetch", () -> delegate.fetch(ref));
  }

  @Override
  public Optional<ArtifactRef> stat(String bucket, String key) {
    return call("stat", () -> delegate.stat(bucket, key));
  }

  @Override
  public List<String> list(String bucket, String prefix) {
    return call("list", () -> delegate.list(bucket, prefix));
  }

  @Override
  public void delete(String bucket, String key) {
    run("delete", () -> delegate.delete(bucket, key));
  }

  @Override
  public URI presignGet(ArtifactRef ref, Duration validity) {
    return call("presignGet", () -> delegate.presignGet(ref, validity));
  }

  @Override
  public URI presignPut(String bucket, String key, long size, Duration validity) {
    return call("presignPut", () -> delegate.presignPut(bucket, key, size, validity));
  }

  @Override
  public void createBuckets() {
    run("createBuckets", delegate::createBuckets);
  }

  @Override
  public void check() {
    run("check", delegate::check);
  }
}

package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Keeps fetched files, by their hash. Everything else goes straight through. */
final class CachingArtifactStore implements ArtifactStore {
  private final ArtifactStore delegate;
  private final FileCache cache;

  CachingArtifactStore(ArtifactStore delegate, FileCache cache) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
    this.cache = Objects.requireNonNull(cache, "cache");
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    return cache.get(ref.sha256(), ref.size(), () -> delegate.fetch(ref));
  }

  @Override
  public ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType) {
    return delegate.put(bucket, key, bytes, mediaType);
  }

  @Override
  public ArtifactRef putFile(String bucket, String key, Path file, String mediaType) {
    return delegate.putFile(bucket, key, file, mediaType);
  }

  @Override
  public Optional<VersionedObject> find(String bucket, String key) {
    return delegate.find(bucket, key);
  }

  @Override
  public boolean putIfAbsent(String bucket, String key, byte[] bytes, String mediaType) {
    return delegate.putIfAbsent(bucket, key, bytes, mediaType);
  }

  @Override
  public boolean replace(String bucket, String key, byte[] bytes, String mediaType, String etag) {
    return delegate.replace(bucket, key, bytes, mediaType, etag);
  }

  @Override
  public byte[] get(ArtifactRef ref) {
    return delegate.get(ref);
  }

  @Override
  public Optional<ArtifactRef> stat(String bucket, String key) {
    return delegate.stat(bucket, key);
  }

  @Override
  public List<String> list(String bucket, String prefix) {
    return delegate.list(bucket, prefix);
  }

  @Override
  public void delete(String bucket, String key) {
    delegate.delete(bucket, key);
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

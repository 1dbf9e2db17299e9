package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A store in memory for tests. It passes the same contract as the real one, except that its links
 * lead nowhere. {@link #failNext} makes it fail for a while.
 */
public final class InMemoryArtifactStore implements ArtifactStore {
  private final Map<String, TreeMap<String, Stored>> buckets = new HashMap<>();
  private final Set<String> fetched = new HashSet<>();
  private final Clock clock;
  private int failures;
  private int versions;

  /** With every bucket there. */
  public InMemoryArtifactStore() {
    this(null);
  }

  /** With every bucket there, and a clock by which objects age. */
  public InMemoryArtifactStore(Clock clock) {
    this.clock = clock;
    createBuckets();
  }

  /** The next so many operations find the store unavailable. */
  public synchronized void failNext(int operations) {
    failures = operations;
  }

  /** Keys of a bucket, in order. */
  public synchronized List<String> keys(String bucket) {
    return List.copyOf(bucket(bucket).keySet());
  }

  @Override
  public synchronized ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType) {
    answer();
    Stored stored = new Stored(bytes.clone(), mediaType, "\"" + ++versions + "\"", now());
    bucket(bucket).put(key, stored);
    return stored.ref(bucket, key);
  }

  @Override
  public ArtifactRef putFile(String bucket, String key, Path file, String mediaType) {
    try {
      return put(bucket, key, Files.readAllBytes(file), mediaType);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public synchronized Optional<VersionedObject> find(String bucket, String key) {
    answer();
    return Optional.ofNullable(bucket(bucket).get(key))
        .map(stored -> new VersionedObject(stored.bytes, stored.etag, age(stored)));
  }

  private Instant now() {
    return clock == null ? null : clock.instant();
  }

  private Duration age(Stored stored) {
    return clock == null ? null : Duration.between(stored.written, clock.instant());
  }

  @Override
  public synchronized boolean putIfAbsent(
      String bucket, String key, byte[] bytes, String mediaType) {
    answer();
    if (bucket(bucket).containsKey(key)) {
      return false;
    }
    put(bucket, key, bytes, mediaType);
    return true;
  }

  @Override
  public synchronized boolean replace(
      String bucket, String key, byte[] bytes, String mediaType, String etag) {
    answer();
    Stored stored = bucket(bucket).get(key);
    if (stored == null || !stored.etag.equals(etag)) {
      return false;
    }
    put(bucket, key, bytes, mediaType);
    return true;
  }

  @Override
  public synchronized byte[] get(ArtifactRef ref) {
    answer();
    Stored stored = bucket(ref.bucket()).get(ref.key());
    if (stored == null) {
      throw new MissingObjectException(ref.bucket(), ref.key());
    }
    if (!Hashes.sha256(stored.bytes).equals(ref.sha256()) || stored.bytes.length != ref.size()) {
      throw new CorruptObjectException(ref);
    }
    return stored.bytes.clone();
  }

  @Override
  public synchronized Path fetch(ArtifactRef ref) {
    byte[] bytes = get(ref);
    try {
      Path file = Files.createTempFile("wood-object-" + fetched.size(), ".bin");
      file.toFile().deleteOnExit();
      fetched.add(file.toString());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a temporary file", e);
    }
  }

  @Override
  public synchronized Optional<ArtifactRef> stat(String bucket, String key) {
    answer();
    return Optional.ofNullable(bucket(bucket).get(key)).map(stored -> stored.ref(bucket, key));
  }

  @Override
  public synchronized List<String> list(String bucket, String prefix) {
    answer();
    return bucket(bucket).keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public synchronized void delete(String bucket, String key) {
    answer();
    bucket(bucket).remove(key);
  }

  @Override
  public URI presignGet(ArtifactRef ref, Duration validity) {
    return URI.create("memory://" + ref.bucket() + "/" + ref.key());
  }

  @Override
  public URI presignPut(String bucket, String key, long size, Duration validity) {
    return URI.create("memory://" + bucket + "/" + key);
  }

  @Override
  public synchronized void createBuckets() {
    Buckets.ALL.forEach(bucket -> buckets.computeIfAbsent(bucket, name -> new TreeMap<>()));
  }

  @Override
  public synchronized void check() {
    answer();
  }

  private void answer() {
    if (failures > 0) {
      failures--;
      throw new StoreUnavailableException("the test makes the store fail", null);
    }
  }

  private Map<String, Stored> bucket(String name) {
    Map<String, Stored> bucket = buckets.get(name);
    if (bucket == null) {
      throw new StoreUnavailableException("bucket " + name + " does not exist", null);
    }
    return bucket;
  }

  /** An object. */
  private static final class Stored {
    private final byte[] bytes;
    private final String mediaType;
    private final String etag;
    private final Instant written;

    private Stored(byte[] bytes, String mediaType, String etag, Instant written) {
      this.bytes = bytes;
      this.mediaType = mediaType;
      this.etag = etag;
      this.written = written;
    }

    private ArtifactRef ref(String bucket, String key) {
      return new ArtifactRef(bucket, key, Hashes.sha256(bytes), bytes.length, mediaType);
    }
  }
}

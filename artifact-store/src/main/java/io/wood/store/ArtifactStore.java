package io.wood.store;

import io.wood.contracts.artifact.ArtifactRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The object store. Every method blocks.
 *
 * <p>Every method may throw {@link StoreUnavailableException}: the store cannot be reached or is
 * overloaded, and the same call may work later. {@link MissingObjectException} and {@link
 * CorruptObjectException} are permanent.
 */
public interface ArtifactStore {

  /** Stores the bytes, replacing what was there. */
  ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType);

  /** Stores a file, replacing what was there; for objects too large for memory. */
  ArtifactRef putFile(String bucket, String key, Path file, String mediaType);

  /** Reads an object whose hash is not known, such as a lease. */
  Optional<VersionedObject> find(String bucket, String key);

  /** Stores the bytes unless the key is taken; of several callers at once exactly one gets true. */
  boolean putIfAbsent(String bucket, String key, byte[] bytes, String mediaType);

  /**
   * Replaces the version {@code etag}; false when another version or none is there by now. Some
   * servers compare and write in two steps: of several callers at the very same moment more than
   * one may then get true, and the last write stays. The leases allow for that.
   */
  boolean replace(String bucket, String key, byte[] bytes, String mediaType, String etag);

  /**
   * Reads an object and compares it with its reference.
   *
   * @throws MissingObjectException when nothing is there
   * @throws CorruptObjectException when size or hash differ
   */
  byte[] get(ArtifactRef ref);

  /**
   * A local copy, verified like {@link #get}. It may come from a cache shared with other readers:
   * never change it. It stays readable at least until the cache is full of newer objects; open it
   * at once.
   */
  Path fetch(ArtifactRef ref);

  /**
   * The bytes of an object that many readers read again and again, by way of {@link #fetch}. A file
   * that the cache deletes in between is read from the store.
   */
  default byte[] read(ArtifactRef ref) {
    try {
      return Files.readAllBytes(fetch(ref));
    } catch (NoSuchFileException e) {
      return get(ref);
    } catch (IOException e) {
      throw unreadable(ref, e);
    }
  }

  /**
   * The bytes of an object that may be too large for memory, by way of {@link #fetch}; the caller
   * closes the stream.
   */
  default InputStream open(ArtifactRef ref) {
    try {
      return Files.newInputStream(fetch(ref));
    } catch (NoSuchFileException e) {
      return new ByteArrayInputStream(get(ref));
    } catch (IOException e) {
      throw unreadable(ref, e);
    }
  }

  private static StoreUnavailableException unreadable(ArtifactRef ref, IOException cause) {
    return new StoreUnavailableException(
        "cannot read the local copy of %s/%s: %s".formatted(ref.bucket(), ref.key(), cause), cause);
  }

  /** The reference of an object that was put here; empty when it is not there or not hashed. */
  Optional<ArtifactRef> stat(String bucket, String key);

  /**
   * Returns the keys that start with a prefix, in no order. Slow: for people who look around, never
   * for a use case; manifests list what belongs together.
   */
  List<String> list(String bucket, String prefix);

  /** Deletes an object; nothing happens when it is not there. */
  void delete(String bucket, String key);

  /** Returns a link with which anyone can read the object for a while. */
  URI presignGet(ArtifactRef ref, Duration validity);

  /**
   * Returns a link with which anyone can write the object (HTTP PUT) for a while. The store refuses
   * a body of another size: the size is signed as the request's Content-Length.
   *
   * @param size bytes
   */
  URI presignPut(String bucket, String key, long size, Duration validity);

  /** Creates the buckets that do not exist yet. */
  void createBuckets();

  /**
   * Returns normally when the store answers and its buckets exist.
   *
   * @throws StoreUnavailableException otherwise
   */
  void check();
}

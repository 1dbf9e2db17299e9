package io.wood.store;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The bytes of an object at one moment, and the version and age they had then. */
public final class VersionedObject {
  private final byte[] bytes;
  private final String etag;
  private final Duration age;

  /** An object; {@code age} is null when the server does not say it. */
  public VersionedObject(byte[] bytes, String etag, Duration age) {
    this.bytes = bytes.clone();
    this.etag = Objects.requireNonNull(etag, "etag");
    this.age = age;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What {@link ArtifactStore#replace} compares. */
  public String etag() {
    return etag;
  }

  /** Time since it was written, by the store's clock and to within a second. */
  public Optional<Duration> age() {
    return Optional.ofNullable(age);
  }
}

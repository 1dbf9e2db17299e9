package io.wood.store;

import java.util.Objects;

/** The bytes of an object at one moment, and the version they had then. */
public final class VersionedObject {
  private final byte[] bytes;
  private final String etag;

  public VersionedObject(byte[] bytes, String etag) {
    this.bytes = bytes.clone();
    this.etag = Objects.requireNonNull(etag, "etag");
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What {@link ArtifactStore#replace} compares. */
  public String etag() {
    return etag;
  }
}

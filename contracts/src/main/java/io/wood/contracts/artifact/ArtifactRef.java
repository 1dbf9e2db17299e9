package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;
import java.util.List;

/**
 * * A reference to an object in the store, with the hash that its bytes must have. Events carry
 * this instead of pixels.
 *
 * @param bucket bucket of the object store
 * @param key key inside the bucket
 * @param sha256 hash of the bytes, lower-case hexadecimal
 * @param size bytes
 * @param mediaType such as {@code image/jpeg}
 */
public record ArtifactRef(String bucket, String key, String sha256, long size, String mediaType) {
  private static final int MAX_BUCKET_LENGTH = 63;
  private static final int MAX_KEY_LENGTH = 1024;
  private static final int MAX_MEDIA_TYPE_LENGTH = 127;

  public ArtifactRef {
    ContractChecks.text(bucket, MAX_BUCKET_LENGTH, "bucket");
    requireKey(key);
    ContractChecks.sha256(sha256, "sha256");
    ContractChecks.atLeast(size, 0, "size");
    ContractChecks.text(mediaType, MAX_MEDIA_TYPE_LENGTH, "mediaType");
  }

  /**
   * This reference, if it points to a bucket that the field may point to.
   *
   * <p>The author of an event writes the reference, and services read it with their own rights. So
   * each field names its buckets, and a reference to any other is refused when the event is read,
   * before the store is asked.
   *
   * @param field name of the component that holds the reference, for the message
   * @param buckets allowed names
   * @throws IllegalArgumentException naming the field, the bucket and the allowed ones
   */
  public ArtifactRef within(String field, String... buckets) {
    if (!List.of(buckets).contains(bucket)) {
      throw new IllegalArgumentException(
          "%s.bucket must be %s, not '%s'".formatted(field, String.join(" or ", buckets), bucket));
    }
    return this;
  }

  /** A name that every S3 server accepts and that no server resolves to another place. */
  private static void requireKey(String key) {
    ContractChecks.text(key, MAX_KEY_LENGTH, "key");
    boolean climbs = List.of(key.split("/", -1)).stream().anyMatch(ArtifactRef::isRelative);
    if (climbs || key.startsWith("/") || key.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "key must be a path without '.', '..', a leading '/' or control characters, not '"
              + key
              + "'");
    }
  }

  private static boolean isRelative(String segment) {
    return segment.equals(".") || segment.equals("..");
  }
}

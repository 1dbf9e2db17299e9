package io.wood.contracts.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.ContractChecks;
import java.util.List;
import java.util.stream.Stream;

/**
 * A reference to an object in the store, with the hash that its bytes must have. Events carry this
 * instead of pixels.
 *
 * @param bucket bucket of the object store
 * @param key key inside the bucket
 * @param sha256 hash of the bytes, lower-case hexadecimal
 * @param size bytes
 * @param mediaType such as {@code image/jpeg}
 */
public record ArtifactRef(String bucket, String key, String sha256, long size, String mediaType) {
  private static final int MAX_BUCKET_LENGTH = 63;
  private static final int MAX_KEY_BYTES = 1024;

  /** The longest name in file systems; servers that keep objects as files take no longer one. */
  private static final int MAX_SEGMENT_BYTES = 255;

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
    ContractChecks.text(key, "key");
    if (bytes(key) > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "key must have at most %d bytes in UTF-8, not %s"
              .formatted(MAX_KEY_BYTES, ContractChecks.shown(key)));
    }
    if (!Stream.of(key.split("/", -1)).allMatch(ArtifactRef::isSegment)
        || key.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "key must be a path of names of 1 to %d bytes without '.', '..' and control characters,"
                  .formatted(MAX_SEGMENT_BYTES)
              + " without '/' at either end, not "
              + ContractChecks.shown(key));
    }
  }

  private static boolean isSegment(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && bytes(segment) <= MAX_SEGMENT_BYTES;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}

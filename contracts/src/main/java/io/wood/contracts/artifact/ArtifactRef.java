package io.wood.contracts.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.ContractChecks;
import java.util.List;
import java.util.stream.Collectors;
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
   * This reference, if it points to a place that the field may point to.
   *
   * @param field name of the component that holds the reference, for the message
   * @param places allowed ones
   * @throws IllegalArgumentException naming the field, what is wrong and what is allowed
   */
  public ArtifactRef within(String field, ArtifactPlace... places) {
    String path = bucket + "/" + key;
    for (ArtifactPlace place : places) {
      if (place.prefixes().stream().anyMatch(path::startsWith)) {
        place.requireAllowed(field, key);
        return this;
      }
    }
    List<String> allowed =
        Stream.of(places).flatMap(place -> place.prefixes().stream()).distinct().toList();
    List<String> keys =
        allowed.stream()
            .filter(prefix -> prefix.startsWith(bucket + "/"))
            .map(prefix -> prefix.substring(bucket.length() + 1))
            .toList();
    throw new IllegalArgumentException(
        keys.isEmpty()
            ? "%s.bucket must be %s, not '%s'"
                .formatted(
                    field,
                    allowed.stream()
                        .map(prefix -> prefix.substring(0, prefix.indexOf('/')))
                        .distinct()
                        .collect(Collectors.joining(" or ")),
                    bucket)
            : "%s.key must start with %s, not %s"
                .formatted(field, String.join(" or ", keys), ContractChecks.shown(key)));
  }

  /** A name that every S3 server accepts and that no server resolves to another place. */
  private static void requireKey(String key) {
    ContractChecks.text(key, MAX_KEY_BYTES, "key");
    if (bytes(key) > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "key must have at most %d bytes in UTF-8, not %s"
              .formatted(MAX_KEY_BYTES, ContractChecks.shown(key)));
    }
    if (!Stream.of(key.split("/", -1)).allMatch(ArtifactRef::isSegment)
        || key.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "key must be a path without '.', '..', control characters, a '/' at either end and"
              + " names that are empty or have over %d bytes, not ".formatted(MAX_SEGMENT_BYTES)
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

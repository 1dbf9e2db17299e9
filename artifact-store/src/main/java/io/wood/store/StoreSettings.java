package io.wood.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How to reach the store.
 *
 * @param endpoint such as {@code http://localhost:9000}
 * @param accessKey who we are
 * @param secretKey what proves it
 * @param region what the signatures name
 * @param cacheDirectory where fetched objects are kept
 * @param cacheBytes how many bytes of them
 */
public record StoreSettings(
    URI endpoint,
    String accessKey,
    String secretKey,
    String region,
    Path cacheDirectory,
    long cacheBytes) {
  public StoreSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(accessKey, "accessKey");
    Objects.requireNonNull(secretKey, "secretKey");
    region = region == null || region.isBlank() ? "us-east-1" : region;
    Objects.requireNonNull(cacheDirectory, "cacheDirectory");
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("cacheBytes must be at least 0, not " + cacheBytes);
    }
  }

  /** Without the secret: settings end up in logs. */
  @Override
  public String toString() {
    return "StoreSettings[%s as %s, region %s, cache %s up to %d bytes]"
        .formatted(endpoint, accessKey, region, cacheDirectory, cacheBytes);
  }
}

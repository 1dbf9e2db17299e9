package io.wood.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Connection to the store and its disk cache.
 *
 * @param endpoint such as {@code http://localhost:9000}
 * @param publicEndpoint under which clients of the services reach the store; links are signed for
 *     it
 * @param accessKey access key
 * @param secretKey secret key that belongs to it
 * @param region region in the signatures
 * @param cacheDirectory folder of fetched objects
 * @param cacheBytes maximum size of that folder
 * @param caFile PEM file with authorities to trust beside the JDK's, or null
 */
public record StoreSettings(
    URI endpoint,
    URI publicEndpoint,
    String accessKey,
    String secretKey,
    String region,
    Path cacheDirectory,
    long cacheBytes,
    Path caFile) {
  public StoreSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(publicEndpoint, "publicEndpoint");
    Objects.requireNonNull(accessKey, "accessKey");
    Objects.requireNonNull(secretKey, "secretKey");
    region = region == null || region.isBlank() ? "us-east-1" : region;
    Objects.requireNonNull(cacheDirectory, "cacheDirectory");
    if (cacheBytes < 0) {
      throw new IllegalArgumentException("cacheBytes must be at least 0, not " + cacheBytes);
    }
  }

  /**
   * A store that everyone reaches under the same address; only the JDK's authorities are trusted.
   */
  public StoreSettings(
      URI endpoint,
      String accessKey,
      String secretKey,
      String region,
      Path cacheDirectory,
      long cacheBytes) {
    this(endpoint, endpoint, accessKey, secretKey, region, cacheDirectory, cacheBytes, null);
  }

  /** Without the secret: settings end up in logs. */
  @Override
  public String toString() {
    return "StoreSettings[%s as %s, region %s, cache %s up to %d bytes]"
        .formatted(endpoint, accessKey, region, cacheDirectory, cacheBytes);
  }
}

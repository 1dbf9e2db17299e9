package io.wood.store;

import io.minio.Signer;
import io.minio.Time;
import io.minio.errors.MinioException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Signs links for the address under which clients reach the store (Signature Version 4); asks
 * nobody. The SDK's own links sign no header but the host.
 */
final class S3Links {
  private final StoreSettings settings;

  S3Links(StoreSettings settings) {
    this.settings = settings;
  }

  URI get(String bucket, String key, Duration validity) {
    return sign(request(bucket, key).get(), Map.of(), validity);
  }

  /** The request must have exactly this number of bytes. */
  URI put(String bucket, String key, long size, Duration validity) {
    return sign(
        request(bucket, key).put(RequestBody.create(new byte[0])),
        Map.of("Content-Length", Long.toString(size)),
        validity);
  }

  private Request.Builder request(String bucket, String key) {
    HttpUrl address =
        HttpUrl.get(settings.publicEndpoint().toString())
            .newBuilder()
            .addPathSegments(bucket + "/" + key)
            .build();
    boolean usual = address.port() == HttpUrl.defaultPort(address.scheme());
    return new Request.Builder()
        .url(address)
        .header("Host", usual ? address.host() : address.host() + ":" + address.port())
        .header("X-Amz-Date", ZonedDateTime.now(ZoneOffset.UTC).format(Time.AMZ_DATE_FORMAT));
  }

  private URI sign(Request.Builder request, Map<String, String> headers, Duration validity) {
    headers.forEach(request::header);
    try {
      return Signer.presignV4(
              request.build(),
              settings.region(),
              settings.accessKey(),
              settings.secretKey(),
              Math.toIntExact(validity.toSeconds()))
          .uri();
    } catch (MinioException e) {
      throw new IllegalStateException("a link cannot be signed", e);
    }
  }
}

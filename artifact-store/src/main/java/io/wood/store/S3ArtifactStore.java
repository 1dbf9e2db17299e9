package io.wood.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.store.S3Connections.TimeLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.OkHttpClient;

/** Stores objects on an S3 server (the common subset of MinIO, AWS and s3proxy); one try each. */
final class S3ArtifactStore implements ArtifactStore {
  /** User metadata that keeps the hash with the object. */
  private static final String HASH = "sha256";

  /** Larger files travel in parts of this size. */
  private static final long PART_BYTES = 64L << 20;

  private final URI endpoint;
  private final MinioClient client;
  private final MinioClient probe;

  private final S3Links links;
  private final S3Downloads downloads;

  S3ArtifactStore(StoreSettings settings) {
    this(settings, TimeLimits.DEFAULT);
  }

  S3ArtifactStore(StoreSettings settings, TimeLimits limits) {
    this.endpoint = settings.endpoint();
    OkHttpClient connections = S3Connections.create(settings, limits);
    this.client = client(settings, connections);
    this.probe = client(settings, S3Connections.probing(connections, limits));
    this.links = new S3Links(settings);
    this.downloads =
        new S3Downloads(client, endpoint, settings.cacheDirectory().resolve("incoming"));
  }

  private static MinioClient client(StoreSettings settings, OkHttpClient connections) {
    return MinioClient.builder()
        .endpoint(settings.endpoint().toString())
        .credentials(settings.accessKey(), settings.secretKey())
        .region(settings.region())
        .httpClient(connections, true)
        .build();
  }

  @Override
  public ArtifactRef put(String bucket, String key, byte[] bytes, String mediaType) {
    String sha256 = Hashes.sha256(bytes);
    send(
        () -> client.putObject(write(bucket, key, bytes, sha256, mediaType, Map.of())),
        "put " + bucket + "/" + key);
    return new ArtifactRef(bucket, key, sha256, bytes.length, mediaType);
  }

  @Override
  public ArtifactRef putFile(String bucket, String key, Path file, String mediaType) {
    try {
      String sha256 = Hashes.sha256(file);
      ArtifactRef ref = new ArtifactRef(bucket, key, sha256, Files.size(file), mediaType);
      UploadObjectArgs args =
          UploadObjectArgs.builder()
              .bucket(bucket)
              .object(key)
              .filename(file.toString(), PART_BYTES)
              .contentType(mediaType)
              .userMetadata(Map.of(HASH, sha256))
              .build();
      send(() -> client.uploadObject(args), "put " + bucket + "/" + key + " from " + file);
      return ref;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (MinioException e) {
      throw new IllegalArgumentException("cannot upload " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<VersionedObject> find(String bucket, String key) {
    String what = "get " + bucket + "/" + key;
    try (GetObjectResponse object =
        S3Errors.send(() -> client.getObject(S3Downloads.read(bucket, key)))) {
      return Optional.of(
          new VersionedObject(
              object.readAllBytes(), object.headers().get("ETag"), age(object.headers())));
    } catch (MinioException e) {
      if (S3Errors.isUnreadable(e)) {
        return Optional.empty();
      }
      throw unavailable(what, e);
    } catch (IOException e) {
      throw unavailable(what, e);
    }
  }

  /** Both times are the server's, to the second. */
  private static Duration age(Headers headers) {
    Date written = headers.getDate("Last-Modified");
    Date answered = headers.getDate("Date");
    return written == null || answered == null
        ? null
        : Duration.between(written.toInstant(), answered.toInstant());
  }

  @Override
  public boolean putIfAbsent(String bucket, String key, byte[] bytes, String mediaType) {
    return putIf(bucket, key, bytes, mediaType, Map.of("If-None-Match", "*"));
  }

  @Override
  public boolean replace(String bucket, String key, byte[] bytes, String mediaType, String etag) {
    return putIf(bucket, key, bytes, mediaType, Map.of("If-Match", etag));
  }

  private boolean putIf(
      String bucket, String key, byte[] bytes, String mediaType, Map<String, String> condition) {
    String what = "put " + bucket + "/" + key;
    PutObjectArgs args = write(bucket, key, bytes, Hashes.sha256(bytes), mediaType, condition);
    try {
      S3Errors.send(() -> client.putObject(args));
      return true;
    } catch (MinioException e) {
      if (S3Errors.isPreconditionFailed(e) || S3Errors.isMissing(e)) {
        return false;
      }
      throw unavailable(what, e);
    } catch (IOException e) {
      throw unavailable(what, e);
    }
  }

  @Override
  public byte[] get(ArtifactRef ref) {
    return downloads.get(ref);
  }

  @Override
  public Path fetch(ArtifactRef ref) {
    return downloads.fetch(ref);
  }

  @Override
  public Optional<ArtifactRef> stat(String bucket, String key) {
    String what = "stat " + bucket + "/" + key;
    StatObjectArgs args = StatObjectArgs.builder().bucket(bucket).object(key).build();
    try {
      StatObjectResponse object = S3Errors.send(() -> client.statObject(args));
      String sha256 = object.headers().get("x-amz-meta-" + HASH);
      return sha256 == null
          ? Optional.empty()
          : Optional.of(new ArtifactRef(bucket, key, sha256, object.size(), object.contentType()));
    } catch (MinioException e) {
      if (S3Errors.isUnreadable(e)) {
        return Optional.empty();
      }
      throw unavailable(what, e);
    } catch (IOException e) {
      throw unavailable(what, e);
    }
  }

  @Override
  public List<String> list(String bucket, String prefix) {
    ListObjectsArgs args =
        ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build();
    return send(
        () -> {
          List<String> keys = new ArrayList<>();
          for (Result<Item> result : client.listObjects(args)) {
            keys.add(result.get().objectName());
          }
          return keys;
        },
        "list " + bucket + "/" + prefix);
  }

  @Override
  public void delete(String bucket, String key) {
    send(
        () -> {
          client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
          return key;
        },
        "delete " + bucket + "/" + key);
  }

  @Override
  public URI presignGet(ArtifactRef ref, Duration validity) {
    return links.get(ref.bucket(), ref.key(), validity);
  }

  @Override
  public URI presignPut(String bucket, String key, long size, Duration validity) {
    return links.put(bucket, key, size, validity);
  }

  @Override
  public void createBuckets() {
    for (String bucket : Buckets.ALL) {
      send(
          () -> {
            if (!exists(client, bucket)) {
              client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
            return bucket;
          },
          "create bucket " + bucket);
    }
  }

  @Override
  public void check() {
    for (String bucket : Buckets.ALL) {
      if (!send(() -> exists(probe, bucket), "look for bucket " + bucket)) {
        throw new StoreUnavailableException("bucket " + bucket + " does not exist", null);
      }
    }
  }

  private static boolean exists(MinioClient client, String bucket) throws MinioException {
    return client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
  }

  private static PutObjectArgs write(
      String bucket,
      String key,
      byte[] bytes,
      String sha256,
      String mediaType,
      Map<String, String> condition) {
    return PutObjectArgs.builder()
        .bucket(bucket)
        .object(key)
        .data(bytes, bytes.length)
        .contentType(mediaType)
        .userMetadata(Map.of(HASH, sha256))
        .extraHeaders(condition)
        .build();
  }

  private StoreUnavailableException unavailable(String what, Exception e) {
    return S3Errors.unavailable(what + " at " + endpoint, e);
  }

  private <T> T send(S3Errors.Request<T> request, String what) {
    try {
      return S3Errors.send(request);
    } catch (MinioException | IOException e) {
      throw unavailable(what, e);
    }
  }
}

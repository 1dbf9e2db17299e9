package io.wood.store;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import io.wood.contracts.Sha256Digest;
import io.wood.contracts.artifact.ArtifactRef;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/** Reads referenced objects and accepts only those with the announced size and hash. */
final class S3Downloads {
  private static final Logger LOG = System.getLogger(S3Downloads.class.getName());
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String SUFFIX = ".part";

  /** Longer than a download stands still before it times out. */
  private static final Duration ABANDONED = Duration.ofMinutes(15);

  private final MinioClient client;
  private final URI endpoint;
  private final Path incoming;

  /** Downloads are written below {@code incoming}, which is created when it is needed. */
  S3Downloads(MinioClient client, URI endpoint, Path incoming) {
    this.client = client;
    this.endpoint = endpoint;
    this.incoming = incoming;
    deleteLeftovers();
  }

  /** Deletes what killed processes left behind: downloads that no longer grow. */
  private void deleteLeftovers() {
    Instant abandoned = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming, "*" + SUFFIX)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(abandoned)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Other processes clean up too, and at the first start there is nothing.
      LOG.log(Level.DEBUG, "left-over downloads in {0} stay: {1}", incoming, e);
    }
  }

  static GetObjectArgs read(String bucket, String key) {
    return GetObjectArgs.builder().bucket(bucket).object(key).build();
  }

  byte[] get(ArtifactRef ref) {
    if (ref.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%s/%s has %d bytes, too many for memory; fetch it as a file"
              .formatted(ref.bucket(), ref.key(), ref.size()));
    }
    try (GetObjectResponse object = open(ref)) {
      byte[] bytes = object.readNBytes((int) ref.size());
      verify(ref, Hashes.sha256(bytes), bytes.length);
      return bytes;
    } catch (IOException e) {
      throw unavailable("get", ref, e);
    }
  }

  /** Downloads an object into a new file that belongs to the caller. */
  Path fetch(ArtifactRef ref) {
    Path file = newFile();
    try {
      download(ref, file);
      return file;
    } catch (IOException e) {
      deleteQuietly(file);
      throw unavailable("fetch", ref, e);
    } catch (StoreException e) {
      deleteQuietly(file);
      throw e;
    }
  }

  private void download(ArtifactRef ref, Path file) throws IOException {
    MessageDigest digest = Sha256Digest.create();
    long size = 0;
    try (GetObjectResponse object = open(ref);
        var out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = object.read(buffer); read >= 0; read = object.read(buffer)) {
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        size += read;
      }
    }
    verify(ref, Hashes.hex(digest.digest()), size);
  }

  /** Opens the object once its announced size is right, so that no object is read without end. */
  private GetObjectResponse open(ArtifactRef ref) throws IOException {
    try {
      GetObjectResponse object =
          S3Errors.send(() -> client.getObject(read(ref.bucket(), ref.key())));
      String length = object.headers().get("Content-Length");
      if (length == null || Long.parseLong(length) != ref.size()) {
        object.close();
        throw new CorruptObjectException(ref);
      }
      return object;
    } catch (MinioException e) {
      if (S3Errors.isUnreadable(e)) {
        throw new MissingObjectException(ref.bucket(), ref.key());
      }
      throw unavailable("get", ref, e);
    }
  }

  private static void verify(ArtifactRef ref, String sha256, long size) throws IOException {
    if (size < ref.size()) {
      throw new IOException("the answer broke off after " + size + " of " + ref.size() + " bytes");
    }
    if (!sha256.equals(ref.sha256())) {
      throw new CorruptObjectException(ref);
    }
  }

  private StoreUnavailableException unavailable(String verb, ArtifactRef ref, Exception e) {
    return S3Errors.unavailable(
        "%s %s/%s at %s".formatted(verb, ref.bucket(), ref.key(), endpoint), e);
  }

  private Path newFile() {
    try {
      return Files.createTempFile(Files.createDirectories(incoming), "object", SUFFIX);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "cannot create a file in %s on the local disk: %s".formatted(incoming, e), e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}

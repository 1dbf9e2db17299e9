package io.wood.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.store.S3Connections.TimeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3ArtifactStoreTest {
  @TempDir private Path cache;

  @Test
  void aServerThatAcceptsAndNeverAnswersIsUnavailable() throws IOException {
    try (ServerSocket blackHole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Duration limit = Duration.ofMillis(200);
      ArtifactStore store =
          new S3ArtifactStore(
              settings(blackHole.getLocalPort()),
              new TimeLimits(limit, Duration.ofMinutes(1), limit));

      assertThatThrownBy(store::check).isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> store.find(Buckets.OUTPUTS, "key"))
          .isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> store.put(Buckets.OUTPUTS, "key", new byte[1], "text/plain"))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400,KeyTooLongError",
    "400,XMinioInvalidObjectName",
    "400,InvalidObjectName",
    "403,InvalidObjectState",
    "404,NoSuchKey"
  })
  void aNameThatTheServerNeverTakesIsAMissingObject(int status, String code) throws IOException {
    HttpServer server = answering(status, code);
    try {
      ArtifactStore store = new S3ArtifactStore(settings(server.getAddress().getPort()));
      ArtifactRef ref = new ArtifactRef(Buckets.OUTPUTS, "key", "0".repeat(64), 1, "text/plain");

      assertThatThrownBy(() -> store.get(ref)).isInstanceOf(MissingObjectException.class);
      assertThat(store.find(Buckets.OUTPUTS, "key")).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500,InternalError,true",
    "503,SlowDown,false",
    "403,AccessDenied,false",
    "404,NoSuchBucket,false"
  })
  void whatAnOperatorCanRepairIsWaitedFor(int status, String code, boolean fault)
      throws IOException {
    HttpServer server = answering(status, code);
    try {
      ArtifactStore store = new S3ArtifactStore(settings(server.getAddress().getPort()));
      ArtifactRef ref = new ArtifactRef(Buckets.OUTPUTS, "key", "0".repeat(64), 1, "text/plain");

      assertThatThrownBy(() -> store.get(ref))
          .isInstanceOfSatisfying(
              StoreUnavailableException.class, e -> assertThat(e.isServerFault()).isEqualTo(fault));
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer answering(int status, String code) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = "<Error><Code>%s</Code></Error>".formatted(code).getBytes(UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void deletesWhatKilledDownloadsLeftAndNoDownloadInProgress() throws IOException {
    Path incoming = Files.createDirectories(cache.resolve("incoming"));
    Path left = Files.createFile(incoming.resolve("object1.part"));
    Path growing = Files.createFile(incoming.resolve("object2.part"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

    new S3ArtifactStore(settings(1));

    assertThat(left).doesNotExist();
    assertThat(growing).exists();
  }

  private StoreSettings settings(int port) {
    return new StoreSettings(
        URI.create("http://127.0.0.1:" + port), "access", "secret", null, cache, 1000);
  }
}

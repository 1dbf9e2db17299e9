package io.wood.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.Buckets;
import io.wood.store.S3Connections.TimeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

package io.wood.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {
  @TempDir private Path folder;

  @Test
  void theStoreIsTrustedByItsOwnAuthorityAndOnlyByIt() {
    try (TlsServer server =
        new TlsServer(
            folder,
            exchange -> {
              exchange.sendResponseHeaders(200, -1);
              exchange.close();
            })) {
      assertThatCode(new S3ArtifactStore(settings(server, server.certificate()))::check)
          .doesNotThrowAnyException();
      assertThatThrownBy(new S3ArtifactStore(settings(server, null))::check)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("name its authority in wood.store.ca-file");
    }
  }

  private StoreSettings settings(TlsServer server, Path caFile) {
    return new StoreSettings(
        server.address(), server.address(), "access", "secret-key", null, folder, 0, caFile);
  }

  @Test
  void aFileWithoutACertificateIsRefusedByName() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path other = Files.writeString(folder.resolve("other.pem"), "a letter");

    assertThatThrownBy(() -> TrustedAuthorities.with(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.pem holds no certificate");
    assertThatThrownBy(() -> TrustedAuthorities.with(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other.pem cannot be read as certificates in PEM");
  }
}

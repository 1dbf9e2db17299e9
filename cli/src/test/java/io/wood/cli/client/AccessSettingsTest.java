package io.wood.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.trainer.ExperimentReference;
import io.wood.store.TlsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessSettingsTest {
  private static final URI REMOTE = URI.create("http://trainer.example.org");
  @TempDir private Path folder;

  @Test
  void signsInToAServiceWithAPrivateAuthorityByTheTokenThatTheFileHoldsNow() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    List<String> seen = new ArrayList<>();
    try (TlsServer server =
        new TlsServer(
            folder,
            exchange -> {
              seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
              exchange.sendResponseHeaders(200, 2);
              exchange.getResponseBody().write("[]".getBytes(UTF_8));
              exchange.close();
            })) {
      HttpApi api =
          new HttpApi(
              "trainer",
              server.address(),
              new AccessSettings(null, server.certificate(), null, token));
      api.list("/api/experiments", ExperimentReference.class);
      Files.writeString(token, "second");
      api.list("/api/experiments", ExperimentReference.class);

      HttpApi stranger = new HttpApi("trainer", server.address());
      assertThatThrownBy(() -> stranger.check("/api/experiments"))
          .hasMessageContaining("unable to find valid certification path");
    }
    assertThat(seen).containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void aTokenIsNeverSentWhereOthersCanReadIt() {
    AccessSettings access = new AccessSettings(null, null, "secret", null);

    assertThatThrownBy(() -> access.token("trainer", REMOTE))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("http://trainer.example.org")
        .hasMessageContaining("give an https address");
    assertThat(access.token("trainer", URI.create("http://127.0.0.1:8083"))).contains("secret");
    assertThat(AccessSettings.NONE.token("trainer", REMOTE)).isEmpty();
  }

  @Test
  void takesTheSettingsThatKafkasOwnToolsTake() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kafka.properties"),
            "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n");

    assertThat(new AccessSettings(file, null, null, null).kafka("kafka:9093"))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("bootstrap.servers", "kafka:9093");
    assertThat(AccessSettings.NONE.kafka("localhost:9092")).hasSize(1);
  }

  @Test
  void namesAFileThatIsMissing() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> new AccessSettings(missing, null, null, null).kafka("kafka:9093"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> new AccessSettings(null, null, null, missing).token("trainer", REMOTE))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(missing.toString());
  }
}

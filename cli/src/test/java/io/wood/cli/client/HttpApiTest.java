package io.wood.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.trainer.ExperimentReference;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsJson() {
    answer("/api/experiments", 200, "[{\"experiment\":\"base\"}]");

    assertThat(api().list("/api/experiments", ExperimentReference.class))
        .containsExactly(new ExperimentReference("base"));
  }

  @Test
  void reportsTheReasonThatTheServiceGivesForARefusal() {
    answer(
        "/api/experiments",
        422,
        "{\"type\":\"about:blank\",\"title\":\"Invalid\",\"detail\":\"K = 50 exceeds 12 OoDs\"}");

    assertThatThrownBy(() -> api().post("/api/experiments", Map.of("arm", "WOOD"), String.class))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the trainer refuses: K = 50 exceeds 12 OoDs");
  }

  @Test
  void namesAResponseThatItCannotRead() {
    answer("/api/experiments", 200, "<html>");

    assertThatThrownBy(() -> api().list("/api/experiments", ExperimentReference.class))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("<html>");
  }

  @Test
  void reportsPlainTextToo() {
    answer("/api/experiments", 500, "out of order");

    assertThatThrownBy(() -> api().check("/api/experiments")).hasMessageContaining("out of order");
  }

  @Test
  void saysHowToSignIn() {
    answer("/api/experiments", 401, "");

    assertThatThrownBy(() -> api().check("/api/experiments")).hasMessageContaining("WOOD_TOKEN");
  }

  @Test
  void namesTheServiceThatDoesNotAnswer() {
    HttpApi api = api();
    server.stop(0);

    assertThatThrownBy(() -> api.check("/api/experiments"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("the trainer does not answer")
        .hasMessageContaining("wood status");
  }

  private HttpApi api() {
    return new HttpApi("trainer", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}

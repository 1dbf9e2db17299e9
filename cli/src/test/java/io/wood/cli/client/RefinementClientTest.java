package io.wood.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefinementClientTest {
  @TempDir private Path folder;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** A refiner that knows no refinement. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 404 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anIdIsOnePartOfThePath() {
    RefinementClient client = client();

    assertThat(client.find("a b/c?")).isEmpty();
    client.retryFailed("a b/c?");
    client.cancel("a b/c?");

    assertThat(requests)
        .containsExactly(
            "GET /api/refinements/a%20b%2Fc%3F",
            "POST /api/refinements/a%20b%2Fc%3F/retry-failed",
            "DELETE /api/refinements/a%20b%2Fc%3F");
  }

  private RefinementClient client() {
    URI refiner = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    SystemEndpoints endpoints =
        new SystemEndpoints("127.0.0.1:1", refiner, Map.of("refiner", refiner));
    return new RefinementClient(new RunningSystem(endpoints, "access", "secret", folder));
  }
}

package io.wood.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Checks whether a process is ready, and whether it is live. */
public final class HealthProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** A process that does not answer within this time counts as silent. */
  private static final Duration LIVE_TIMEOUT = Duration.ofSeconds(10);

  private static final Liveness SILENT = new Liveness(Liveness.State.SILENT, "");
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** Settings of an admin client with short timeouts. */
  static Admin admin(int port) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + port,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            "5000",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            "20000",
            AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
            "50",
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "250"));
  }

  static boolean broker(Admin admin) {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns true for any response: the store rejects requests without a signature. */
  boolean store(int port) {
    return status("http://127.0.0.1:" + port + "/") > 0;
  }

  /** Returns true when the service reports ready. */
  public boolean service(int port) {
    return status("http://127.0.0.1:" + port + "/q/health/ready") == OK;
  }

  /**
   * What a service says of itself.
   *
   * @param state what it answered
   * @param detail which of its checks are down and why; empty if it is not down
   */
  record Liveness(State state, String detail) {
    /** The kinds of answers; whatever is not one of the health check is no answer. */
    enum State {
      UP,
      DOWN,
      SILENT
    }
  }

  /** Asks a service whether it is live. */
  Liveness live(int port) {
    return ask("http://127.0.0.1:" + port + "/q/health/live", LIVE_TIMEOUT)
        .map(HealthProbe::liveness)
        .orElse(SILENT);
  }

  private static Liveness liveness(HttpResponse<byte[]> answer) {
    return switch (answer.statusCode()) {
      case OK -> new Liveness(Liveness.State.UP, "");
      case UNAVAILABLE -> new Liveness(Liveness.State.DOWN, down(answer.body()));
      default -> SILENT;
    };
  }

  /** Returns the checks that are down, with those of their data that are not well. */
  private static String down(byte[] body) {
    try {
      List<String> checks = new ArrayList<>();
      for (JsonNode check : Json.read(body, JsonNode.class).path("checks")) {
        if (check.path("status").asText().equals("DOWN")) {
          checks.add(check.path("name").asText());
          for (Map.Entry<String, JsonNode> one : check.path("data").properties()) {
            if (!one.getValue().asText().matches("alive|\\[OK].*")) {
              checks.add(one.getKey() + " " + one.getValue().asText());
            }
          }
        }
      }
      return String.join(", ", checks);
    } catch (InvalidJsonException e) {
      return "status " + UNAVAILABLE;
    }
  }

  private int status(String uri) {
    return ask(uri, TIMEOUT).map(HttpResponse::statusCode).orElse(0);
  }

  /** Empty without an answer in time. */
  private Optional<HttpResponse<byte[]>> ask(String uri, Duration timeout) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).timeout(timeout).build();
    try {
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

package io.wood.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wood.cli.client.HttpApi;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.demo.drawing.DemoImage;
import io.wood.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedReviewerTest {
  private static final String HARD = "a".repeat(64);
  private static final String POSITIVE = "b".repeat(64);
  private static final String STRANGER = "c".repeat(64);

  /** A curation service of two pages, in as many words as the reviewer needs. */
  private final Map<String, String> statuses = new LinkedHashMap<>();

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    List.of(HARD, POSITIVE, STRANGER).forEach(image -> statuses.put(image, "OPEN"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/candidates", this::page);
    server.createContext("/api/decisions", this::decide);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void approvesWhatShowsNoObjectAndPrunesTheRest() {
    DrawnTruth truth =
        new DrawnTruth(
            Map.of(
                HARD,
                new DrawnTruth.Candidate("candidate-0001", DemoImage.Kind.HARD, List.of()),
                POSITIVE,
                new DrawnTruth.Candidate(
                    "candidate-0002", DemoImage.Kind.MISSING_POSITIVE, List.of("boat"))));
    SimulatedReviewer reviewer =
        new SimulatedReviewer(
            new HttpApi(
                "curation", URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            truth);
    Terminal nowhere =
        new Terminal(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), false);

    var review = reviewer.review(Set.of(HARD, POSITIVE), new ProgressPrinter(nowhere));

    assertThat(review).isEqualTo(new SimulatedReviewer.Review(1, 1));
    assertThat(statuses)
        .containsEntry(HARD, "APPROVED")
        .containsEntry(POSITIVE, "PRUNED")
        .containsEntry(STRANGER, "OPEN");
  }

  private void page(HttpExchange exchange) throws IOException {
    boolean second = exchange.getRequestURI().getQuery().contains("cursor=more");
    List<String> images = List.copyOf(statuses.keySet());
    List<Map<String, String>> candidates =
        (second ? images.subList(2, 3) : images.subList(0, 2))
            .stream().map(image -> Map.of("image", image, "status", statuses.get(image))).toList();
    answer(
        exchange,
        second
            ? Map.of("candidates", candidates)
            : Map.of("candidates", candidates, "next", "more"));
  }

  private void decide(HttpExchange exchange) throws IOException {
    JsonNode request = Json.mapper().readTree(exchange.getRequestBody());
    assertThat(request.path("reviewer").asText()).isEqualTo(SimulatedReviewer.NAME);
    request
        .path("decisions")
        .forEach(wish -> statuses.put(wish.path("image").asText(), wish.path("verdict").asText()));
    answer(exchange, Map.of("results", List.of(Map.of("result", "RECORDED"))));
  }

  private static void answer(HttpExchange exchange, Object body) throws IOException {
    byte[] bytes = Json.canonical(body);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

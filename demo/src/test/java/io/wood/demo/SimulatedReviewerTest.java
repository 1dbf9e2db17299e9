package io.wood.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wood.cli.client.HttpApi;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.curation.CandidateCard;
import io.wood.contracts.api.curation.CandidatePage;
import io.wood.contracts.api.curation.DecisionBatch;
import io.wood.contracts.api.curation.DecisionResult;
import io.wood.contracts.api.curation.DecisionResults;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.api.curation.VoteCounts;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.demo.drawing.DemoImage;
import io.wood.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
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
  private final Map<String, ReviewStatus> statuses = new LinkedHashMap<>();

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    List.of(HARD, POSITIVE, STRANGER).forEach(image -> statuses.put(image, ReviewStatus.OPEN));
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
        .containsEntry(HARD, ReviewStatus.APPROVED)
        .containsEntry(POSITIVE, ReviewStatus.PRUNED)
        .containsEntry(STRANGER, ReviewStatus.OPEN);
  }

  private void page(HttpExchange exchange) throws IOException {
    boolean second = exchange.getRequestURI().getQuery().contains("cursor=more");
    List<String> images = List.copyOf(statuses.keySet());
    List<CandidateCard> candidates =
        (second ? images.subList(2, 3) : images.subList(0, 2))
            .stream().map(image -> card(image, statuses.get(image))).toList();
    answer(exchange, new CandidatePage(candidates, second ? null : "more"));
  }

  private static CandidateCard card(String image, ReviewStatus status) {
    return new CandidateCard(
        image,
        "candidate.jpg",
        "demo",
        8,
        8,
        "boat",
        .9,
        Map.of(),
        "base",
        "weights",
        Instant.EPOCH,
        false,
        status,
        null,
        null,
        null,
        false,
        0,
        VoteCounts.NONE,
        null,
        null,
        0,
        false);
  }

  private void decide(HttpExchange exchange) throws IOException {
    DecisionBatch batch = Json.read(exchange.getRequestBody().readAllBytes(), DecisionBatch.class);
    assertThat(batch.reviewer()).isEqualTo(SimulatedReviewer.NAME);
    batch
        .decisions()
        .forEach(
            request ->
                statuses.put(
                    request.image(),
                    request.verdict() == Verdict.APPROVED
                        ? ReviewStatus.APPROVED
                        : ReviewStatus.PRUNED));
    answer(
        exchange,
        new DecisionResults(
            List.of(
                new DecisionResult(
                    HARD, DecisionResult.Result.RECORDED, "decision-1", null, false, null, null))));
  }

  private static void answer(HttpExchange exchange, Object body) throws IOException {
    byte[] bytes = Json.canonical(body);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

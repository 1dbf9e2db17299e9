package io.wood.bench.curation;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Starts the service on the log, then measures what reviewers wait for. */
final class CurationRun {
  private static final int WARM_UP = 500;
  private static final int PAGES = 3000;
  private static final int DECISIONS = 500;
  private static final double PAGE_TARGET = 50;
  private static final double DECISION_TARGET = 50;
  private static final double REBUILD_TARGET = 20_000;

  private final Terminal terminal;
  private final CurationProcess service;
  private final CurationLoad load;
  private final Random random = new Random(1);
  private boolean met = true;

  CurationRun(Terminal terminal, CurationProcess service, CurationLoad load) {
    this.terminal = terminal;
    this.service = service;
    this.load = load;
  }

  /** True when every target was met. */
  boolean run() {
    rebuild();
    pages();
    statistics();
    decisions();
    terminal.line(
        "memory: %d MiB at most, view %d MiB".formatted(service.peakMemory(), service.viewSize()));
    restart();
    return met;
  }

  /** Measures from the first answer, which excludes the start of the JVM. */
  private void rebuild() {
    JsonNode statistics = service.start();
    long start = System.nanoTime();
    double processorBegin = service.processorTime();
    long before = candidates(statistics) + decisions(statistics);
    while (!service.isReady()) {
      CurationProcess.pause(500);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    statistics = service.api().get("api/statistics");
    if (candidates(statistics) != load.candidates() || decisions(statistics) != load.decisions()) {
      throw new CommandFailedException(
          "the view does not match the log of %d candidates and %d decisions: %s"
              .formatted(load.candidates(), load.decisions(), statistics));
    }
    double read = load.rankings() + load.decisions() - before;
    check(
        read / seconds >= REBUILD_TARGET,
        "rebuild: %.0f events/s (target %.0f), %.0f µs of processor time each",
        read / seconds,
        REBUILD_TARGET,
        (service.processorTime() - processorBegin) / read * 1e6);
  }

  private void pages() {
    for (int i = 0; i < WARM_UP; i++) {
      service.api().get(question());
    }
    DurationSamples times = new DurationSamples();
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      String question = question();
      answers.clear();
      times.time(() -> answers.add(service.api().get(question)));
      JsonNode next = answers.get(0).get("next");
      if (next != null && random.nextBoolean()) {
        times.time(() -> service.api().get(question + "&cursor=" + next.asText()));
      }
    }
    check(
        times.quantile(.99) <= PAGE_TARGET,
        "a page of any filter: %s (99 %% below %.0f)",
        times,
        PAGE_TARGET);
  }

  /** A random filter; its maximum score starts anywhere in the list, as a cursor does. */
  private String question() {
    StringBuilder question = new StringBuilder("api/candidates?limit=60");
    add(question, "status", 1, List.of("OPEN", "ALL", "APPROVED", "PRUNED", "DECIDED"));
    add(question, "predictedClass", 2, CurationLoad.CLASSES);
    add(question, "source", 3, CurationLoad.SOURCES);
    add(question, "model", 3, CurationLoad.MODELS);
    add(question, "reviewer", 5, CurationLoad.REVIEWERS);
    add(question, "conflict", 8, List.of("true", "false"));
    add(question, "mixed", 8, List.of("true", "false"));
    add(question, "maxScore", 2, List.of(score()));
    add(question, "minScore", 4, List.of(score()));
    return question.toString();
  }

  private String score() {
    return String.format(Locale.ROOT, "%.4f", .5 + random.nextDouble() / 2);
  }

  private void add(StringBuilder question, String name, int oneOf, List<String> values) {
    if (random.nextInt(oneOf) == 0) {
      String value = values.get(random.nextInt(values.size()));
      question.append('&').append(name).append('=');
      question.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private void statistics() {
    DurationSamples times = new DurationSamples();
    for (int i = 0; i < 40; i++) {
      // Longer than the service caches its statistics.
      CurationProcess.pause(300);
      times.time(() -> service.api().get("api/statistics"));
    }
    terminal.line("statistics: " + times);
  }

  private void decisions() {
    JsonNode open = service.api().get("api/candidates?status=OPEN&limit=" + DECISIONS);
    DurationSamples times = new DurationSamples();
    for (JsonNode candidate : open.get("candidates")) {
      Map<String, Object> decision =
          Map.of("image", candidate.get("image").asText(), "verdict", "APPROVED");
      times.time(
          () ->
              service
                  .api()
                  .post(
                      "api/decisions",
                      Map.of("reviewer", "bench", "decisions", List.of(decision))));
    }
    check(
        times.quantile(.5) <= DECISION_TARGET,
        "a decision until Kafka has it and the view shows it: %s (median below %.0f)",
        times,
        DECISION_TARGET);
  }

  private void restart() {
    service.kill();
    long start = System.nanoTime();
    JsonNode statistics = service.start();
    terminal.line(
        "killed and restarted: %d candidates after %.1f s"
            .formatted(candidates(statistics), (System.nanoTime() - start) / 1e9));
  }

  private void check(boolean isMet, String format, Object... values) {
    met &= isMet;
    terminal.line(String.format(Locale.ROOT, format, values) + (isMet ? ": met" : ": MISSED"));
  }

  private static long candidates(JsonNode statistics) {
    return statistics.get("candidates").asLong();
  }

  private static long decisions(JsonNode statistics) {
    long decisions = 0;
    for (JsonNode reviewer : statistics.get("reviewers")) {
      decisions += reviewer.get("decisions").asLong();
    }
    return decisions;
  }
}

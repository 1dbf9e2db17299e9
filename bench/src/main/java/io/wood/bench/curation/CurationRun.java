package io.wood.bench.curation;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.curation.CandidateCard;
import io.wood.contracts.api.curation.CandidatePage;
import io.wood.contracts.api.curation.DecisionBatch;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.DecisionResults;
import io.wood.contracts.api.curation.ReviewStatistics;
import io.wood.contracts.event.CurationDecided.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lets the service read the log and then times what reviewers wait for. */
final class CurationRun {
  private static final int WARM_UP = 500;
  private static final int PAGES = 3000;
  private static final int DECISIONS = 500;
  private static final double PAGE_FLOOR = 50;
  private static final double DECISION_FLOOR = 50;
  private static final double REBUILD_FLOOR = 20_000;

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

  /** True when every floor was met. */
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

  /** From the first answer on, which is the start of a JVM away from the first event. */
  private void rebuild() {
    ReviewStatistics statistics = service.start();
    long start = System.nanoTime();
    double busy = service.processorTime();
    long before = candidates(statistics) + decisions(statistics);
    while (!service.isReady()) {
      CurationProcess.pause(500);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    statistics = service.api().get("api/statistics", ReviewStatistics.class);
    if (candidates(statistics) != load.candidates() || decisions(statistics) != load.decisions()) {
      throw new CommandFailedException("the view does not hold what is in the log: " + statistics);
    }
    double read = load.rankings() + load.decisions() - before;
    judge(
        read / seconds >= REBUILD_FLOOR,
        "rebuild: %.0f events/s (floor %.0f), %.0f µs of processor time each",
        read / seconds,
        REBUILD_FLOOR,
        (service.processorTime() - busy) / read * 1e6);
  }

  private void pages() {
    for (int i = 0; i < WARM_UP; i++) {
      page(question());
    }
    DurationSamples times = new DurationSamples();
    List<CandidatePage> answers = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      String question = question();
      answers.clear();
      times.time(() -> answers.add(page(question)));
      String next = answers.get(0).next();
      if (next != null && random.nextBoolean()) {
        times.time(() -> page(question + "&cursor=" + next));
      }
    }
    judge(
        times.quantile(.99) <= PAGE_FLOOR,
        "a page of any filter: %s (99 %% below %.0f)",
        times,
        PAGE_FLOOR);
  }

  /** Some filter; a largest score starts anywhere in the list, as a cursor does. */
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
      // Longer than one answer serves all.
      CurationProcess.pause(300);
      times.time(() -> service.api().get("api/statistics", ReviewStatistics.class));
    }
    terminal.line("statistics: " + times);
  }

  private void decisions() {
    CandidatePage open = page("api/candidates?status=OPEN&limit=" + DECISIONS);
    DurationSamples times = new DurationSamples();
    for (CandidateCard candidate : open.candidates()) {
      DecisionRequest decision =
          DecisionRequest.of(candidate.image(), Verdict.APPROVED, "", List.of());
      times.time(
          () ->
              service
                  .api()
                  .post(
                      "api/decisions",
                      new DecisionBatch("bench", List.of(decision)),
                      DecisionResults.class));
    }
    judge(
        times.quantile(.5) <= DECISION_FLOOR,
        "a decision until Kafka has it and the view shows it: %s (median below %.0f)",
        times,
        DECISION_FLOOR);
  }

  private void restart() {
    service.kill();
    long start = System.nanoTime();
    ReviewStatistics statistics = service.start();
    terminal.line(
        "killed and started again: %d candidates there after %.1f s"
            .formatted(candidates(statistics), (System.nanoTime() - start) / 1e9));
  }

  private void judge(boolean isMet, String format, Object... values) {
    met &= isMet;
    terminal.line(String.format(Locale.ROOT, format, values) + (isMet ? ": met" : ": MISSED"));
  }

  private CandidatePage page(String path) {
    return service.api().get(path, CandidatePage.class);
  }

  private static long candidates(ReviewStatistics statistics) {
    return statistics.candidates();
  }

  private static long decisions(ReviewStatistics statistics) {
    return statistics.reviewers().stream().mapToLong(ReviewStatistics.PerReviewer::decisions).sum();
  }
}

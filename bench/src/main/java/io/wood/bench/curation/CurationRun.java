package io.wood.bench.curation;

import io.wood.bench.process.ServiceProcess;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.contracts.api.curation.CandidateCard;
import io.wood.contracts.api.curation.CandidatePage;
import io.wood.contracts.api.curation.DecisionBatch;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.DecisionResults;
import io.wood.contracts.api.curation.ReviewStatistics;
import io.wood.contracts.event.CurationDecided.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Starts the service on the log, then measures what reviewers wait for. */
final class CurationRun {
  private static final Duration START_LIMIT = Duration.ofMinutes(30);
  private static final int WARM_UP = 500;
  private static final int PAGES = 3000;
  private static final int DECISIONS = 500;
  private static final double PAGE_TARGET = 50;
  private static final double DECISION_TARGET = 50;
  private static final double REBUILD_TARGET = 20_000;

  /** Seconds for a million decisions. */
  private static final double EXPORT_TARGET = 30;

  private final Terminal terminal;
  private final ServiceProcess service;
  private final CurationLoad load;
  private final Path view;
  private final Random random = new Random(1);
  private boolean met = true;

  /**
   * Prepares a run.
   *
   * @param view file of the service's view
   */
  CurationRun(Terminal terminal, ServiceProcess service, CurationLoad load, Path view) {
    this.terminal = terminal;
    this.service = service;
    this.load = load;
    this.view = view;
  }

  /** True when every target was met. */
  boolean run() {
    rebuild();
    pages();
    statistics();
    decisions();
    export("api/export.csv", 1);
    export("api/export.jsonl", 0);
    terminal.line(
        "memory: %d MiB at most, view %d MiB".formatted(service.peakMemory(), viewSize()));
    restart();
    return met;
  }

  /** Measures from the first answer, which excludes the start of the JVM. */
  private void rebuild() {
    ReviewStatistics statistics = start();
    long start = System.nanoTime();
    double processorBegin = service.processorTime();
    long before = candidates(statistics) + decisions(statistics);
    while (!service.isReady()) {
      ServiceProcess.pause(500);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    statistics = service.api().get("api/statistics", ReviewStatistics.class);
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
      page(query());
    }
    DurationSamples times = new DurationSamples();
    List<CandidatePage> answers = new ArrayList<>();
    for (int i = 0; i < PAGES; i++) {
      String query = query();
      answers.clear();
      times.time(() -> answers.add(page(query)));
      String next = answers.get(0).next();
      if (next != null && random.nextBoolean()) {
        times.time(() -> page(query + "&cursor=" + next));
      }
    }
    check(
        times.quantile(.99) <= PAGE_TARGET,
        "a page of any filter: %s (99 %% below %.0f)",
        times,
        PAGE_TARGET);
  }

  /** A random filter; its maximum score starts anywhere in the list, as a cursor does. */
  private String query() {
    StringBuilder query = new StringBuilder("api/candidates?limit=60");
    add(query, "status", 1, List.of("OPEN", "ALL", "APPROVED", "PRUNED", "DECIDED"));
    add(query, "predictedClass", 2, CurationLoad.CLASSES);
    add(query, "source", 3, CurationLoad.SOURCES);
    add(query, "model", 3, CurationLoad.MODELS);
    add(query, "reviewer", 5, CurationLoad.REVIEWERS);
    add(query, "conflict", 8, List.of("true", "false"));
    add(query, "mixed", 8, List.of("true", "false"));
    add(query, "maxScore", 2, List.of(score()));
    add(query, "minScore", 4, List.of(score()));
    return query.toString();
  }

  private String score() {
    return String.format(Locale.ROOT, "%.4f", .5 + random.nextDouble() / 2);
  }

  private void add(StringBuilder query, String name, int oneOf, List<String> values) {
    if (random.nextInt(oneOf) == 0) {
      String value = values.get(random.nextInt(values.size()));
      query.append('&').append(name).append('=');
      query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private void statistics() {
    DurationSamples times = new DurationSamples();
    for (int i = 0; i < 40; i++) {
      // Longer than the service caches its statistics.
      ServiceProcess.pause(300);
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
    check(
        times.quantile(.5) <= DECISION_TARGET,
        "a decision until Kafka has it and the view shows it: %s (median below %.0f)",
        times,
        DECISION_TARGET);
  }

  /** Reads the export as it comes, and keeps nothing of it. */
  private void export(String path, int headings) {
    long start = System.nanoTime();
    double first = 0;
    long bytes = 0;
    long lines = -headings;
    try (InputStream stream = service.api().base().resolve(path).toURL().openStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        first = first == 0 ? (System.nanoTime() - start) / 1e9 : first;
        bytes += read;
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    } catch (IOException e) {
      throw new CommandFailedException("%s ended early: %s".formatted(path, e.getMessage()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    check(
        lines >= load.decisions() && seconds <= EXPORT_TARGET * lines / 1e6,
        "%s: %d decisions, %d MB in %.1f s, the first bytes after %.2f s (%.0f s for a million)",
        path,
        lines,
        bytes / 1_000_000,
        seconds,
        first,
        EXPORT_TARGET);
  }

  private void restart() {
    service.kill();
    long start = System.nanoTime();
    ReviewStatistics statistics = start();
    terminal.line(
        "killed and restarted: %d candidates after %.1f s"
            .formatted(candidates(statistics), (System.nanoTime() - start) / 1e9));
  }

  /** Starts the process and returns the first statistics it answers. */
  private ReviewStatistics start() {
    service.start();
    long begin = System.nanoTime();
    while (true) {
      try {
        return service.api().get("api/statistics", ReviewStatistics.class);
      } catch (CommandFailedException e) {
        service.failUnlessStarting(begin, START_LIMIT);
        ServiceProcess.pause(50);
      }
    }
  }

  /** Size of the view's file, MiB. */
  private long viewSize() {
    try {
      return Files.size(view) >> 20;
    } catch (IOException e) {
      return 0;
    }
  }

  private void check(boolean isMet, String format, Object... values) {
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

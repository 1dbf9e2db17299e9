package io.wood.cli.command;

import io.wood.cli.client.HttpApi;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.ProgressPrinter;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.SystemOptions;
import io.wood.cli.replay.SelectionRules;
import io.wood.contracts.api.ranker.RerankOrder;
import io.wood.contracts.api.ranker.RerankStatus;
import io.wood.contracts.event.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders a re-ranking and follows it; lists and cancels re-rankings. */
@Command(
    name = "rerank",
    description = {
      "Let a classifier score published candidates as a new generation.",
      "All candidates, or those that every given option selects."
    })
final class RerankCommand implements Callable<Integer> {
  private static final String PATH = "/api/rerankings";
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  @Mixin private SystemOptions options;

  @Option(
      names = "--classifier",
      paramLabel = "EXPERIMENT",
      description = "Score with the classifier of this experiment (default: the active one).")
  private String classifier;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only candidates that this source published. Repeatable.")
  private List<String> sources;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only candidates published since then, such as 2026-05-01T00:00:00Z.")
  private Instant since;

  @Option(
      names = "--images",
      paramLabel = "FILE",
      description = "Only these candidates: a text file with a SHA-256 on each line.")
  private Path images;

  @Option(
      names = "--generation",
      paramLabel = "EXPERIMENT",
      description =
          "Only candidates that the classifier of this experiment (or with this SHA-256 of its"
              + " weights) ranked as hard OoD.")
  private String generation;

  @Option(names = "--no-wait", description = "Do not wait for the result.")
  private boolean noWait;

  @Override
  public Integer call() {
    HttpApi ranker = options.connect().api("ranker");
    RerankOrder order =
        new RerankOrder(
            classifier, sources, since, images(images), generation, CommandProcess.user());
    RerankStatus status = ranker.post(PATH, order, RerankStatus.class);
    Terminal.standard()
        .line(
            "re-ranking %s is ordered: %s scores, %d records to read"
                .formatted(status.reranking(), status.experiment(), status.total()));
    return noWait ? 0 : follow(ranker, status.reranking());
  }

  @Command(description = "List the re-rankings, newest first.")
  int list(@Mixin SystemOptions system) {
    List<RerankStatus> all = system.connect().api("ranker").list(PATH, RerankStatus.class);
    Terminal terminal = Terminal.standard();
    if (all.isEmpty()) {
      terminal.line("no re-rankings yet");
    }
    all.forEach(one -> terminal.line(text(one)));
    return 0;
  }

  @Command(description = "Show the progress of a re-ranking until it ends.")
  int follow(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "ID", description = "As `wood rerank list` prints it.") String id) {
    return follow(system.connect().api("ranker"), id);
  }

  @Command(description = "Cancel a re-ranking; what it has ranked stays.")
  int cancel(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "ID", description = "As `wood rerank list` prints it.") String id) {
    HttpApi ranker = system.connect().api("ranker");
    ranker.delete(
        PATH + "/" + HttpApi.encoded(id) + "?by=" + HttpApi.encoded(CommandProcess.user()));
    Terminal.standard().line("re-ranking " + id + " is cancelled");
    return 0;
  }

  private static int follow(HttpApi ranker, String id) {
    Terminal terminal = Terminal.standard();
    ProgressPrinter printer = new ProgressPrinter(terminal);
    RerankStatus status = ranker.get(PATH + "/" + HttpApi.encoded(id), RerankStatus.class);
    while (status.running()) {
      if (status.state().equals(RerankStatus.QUEUED)) {
        printer.waiting(id + " waits for a ranker");
      } else {
        printer.show(id, status.done(), status.total(), "records", counts(status));
      }
      CommandProcess.pause(POLL_INTERVAL);
      status = ranker.get(PATH + "/" + HttpApi.encoded(id), RerankStatus.class);
    }
    terminal.clearStatus();
    if (!status.state().equals(RunState.SUCCEEDED.name())) {
      throw new CommandFailedException(text(status));
    }
    terminal.line(text(status));
    return 0;
  }

  static String text(RerankStatus status) {
    return "%s  %s, by %s: %d of %d records, %s, ordered %s%s"
        .formatted(
            status.reranking(),
            status.state().toLowerCase(Locale.ROOT),
            status.experiment(),
            status.done(),
            status.total(),
            counts(status),
            status.startedAt(),
            status.message().isEmpty() ? "" : ": " + status.message());
  }

  private static String counts(RerankStatus status) {
    return status.selected()
        + " selected"
        + (status.failed() == 0 ? "" : ", " + status.failed() + " failed");
  }

  /** The hashes in the file; null without a file. */
  static List<String> images(Path file) {
    return file == null ? null : SelectionRules.hashes("--images " + file, file);
  }
}

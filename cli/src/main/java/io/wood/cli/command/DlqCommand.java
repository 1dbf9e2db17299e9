package io.wood.cli.command;

import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.SystemOptions;
import io.wood.contracts.api.repair.DeadLetterDetail;
import io.wood.contracts.api.repair.DeadLetterFilter;
import io.wood.contracts.api.repair.DeadLetterPage;
import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.api.repair.RepairReport;
import io.wood.contracts.api.repair.RepairReport.LetterResult;
import io.wood.contracts.api.repair.RepairRequest;
import io.wood.log.LogUnavailableException;
import io.wood.log.repair.DeadLetterLog;
import io.wood.log.repair.DeadLetterRepair;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists dead letters, shows one, publishes them again, or drops them. */
@Command(
    name = "dlq",
    description = "List, show, publish again (redrive) or drop dead letters.",
    synopsisSubcommandLabel = "COMMAND")
final class DlqCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? list, show, redrive or drop");
  }

  /** The system and the selection that the commands share. */
  static final class Letters {
    @Mixin private SystemOptions options;

    @Option(
        names = "--topic",
        paramLabel = "TOPIC",
        defaultValue = "",
        description = "Only records of this topic, such as wood.candidates.published.")
    private String topic;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        defaultValue = "",
        description = "Only with this text in the reason.")
    private String reason;

    @Option(
        names = "--key",
        paramLabel = "KEY",
        defaultValue = "",
        description = "Only with this record key, such as the hash of an image.")
    private String key;

    @Option(
        names = "--source",
        paramLabel = "NAME",
        defaultValue = "",
        description = "Only records that this source published.")
    private String source;

    DeadLetterFilter filter(boolean repaired) {
      return new DeadLetterFilter(topic, reason, key, source, repaired);
    }

    boolean isSelective() {
      return !(topic + reason + key + source).isEmpty();
    }

    DeadLetterPage page(boolean repaired, int limit) {
      DeadLetterLog log = options.connect().deadLetters();
      return reading(() -> log.page(filter(repaired), limit));
    }
  }

  /** The dead letters to repair: those named, or a selection. */
  static final class Choice {
    @Mixin private Letters letters;

    @Option(names = "--all", description = "All that wait, without any selection.")
    private boolean all;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "As `wood dlq list` prints it.")
    private List<String> ids = List.of();

    int repair(String done, BiFunction<DeadLetterRepair, RepairRequest, RepairReport> work) {
      RepairRequest request = request();
      DeadLetterRepair repair = letters.options.connect().deadLetterRepair();
      return report(done, reading(() -> work.apply(repair, request)));
    }

    private RepairRequest request() {
      boolean named = !ids.isEmpty();
      if (named && (all || letters.isSelective())) {
        throw new CommandFailedException("name dead letters, or select them by options; not both");
      }
      if (!named && !all && !letters.isSelective()) {
        throw new CommandFailedException(
            "which dead letters? Name them, select them (--topic, --reason, --key, --source), or"
                + " take --all");
      }
      return named ? new RepairRequest(ids, null) : new RepairRequest(null, letters.filter(false));
    }
  }

  @Command(description = "List dead letters, newest first.")
  int list(
      @Mixin Letters letters,
      @Option(names = "--repaired", description = "Also those that are repaired or dropped.")
          boolean repaired,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "At most so many (default: ${DEFAULT-VALUE}).")
          int limit) {
    Terminal terminal = Terminal.standard();
    DeadLetterPage page = letters.page(repaired, limit);
    if (page.total() == 0) {
      terminal.line("no dead letters" + (letters.isSelective() ? " match" : ""));
      return 0;
    }
    for (DeadLetterSummary letter : page.letters()) {
      terminal.line(
          "%s  %s  %s%s".formatted(letter.id(), letter.at(), letter.source(), outcome(letter)));
      terminal.line("    " + letter.reason());
    }
    terminal.line(
        "%d dead letters%s"
            .formatted(
                page.total(),
                page.total() > page.letters().size()
                    ? ", the newest %d are listed".formatted(page.letters().size())
                    : ""));
    return 0;
  }

  @Command(description = "Show a dead letter: reason, origin, headers and body.")
  int show(
      @Mixin SystemOptions options,
      @Parameters(paramLabel = "ID", description = "As `wood dlq list` prints it.") String id) {
    Terminal terminal = Terminal.standard();
    DeadLetterLog log = options.connect().deadLetters();
    DeadLetterDetail detail =
        reading(() -> log.find(id))
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "there is no dead letter '%s'; `wood dlq list` shows all".formatted(id)));
    DeadLetterSummary letter = detail.letter();
    terminal.line("reason   " + letter.reason());
    terminal.line("record   " + letter.place() + ", key " + letter.key());
    terminal.line("since    " + letter.at() + outcome(letter));
    terminal.line("source   " + letter.source());
    detail.headers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(header -> terminal.line("header   " + header.getKey() + ": " + header.getValue()));
    terminal.line("body     " + HumanUnits.bytes(letter.size()));
    terminal.line(detail.payload() + (letter.cut() ? "… (the beginning only)" : ""));
    return 0;
  }

  @Command(
      description = {
        "Publish records again, as they were: those named, or all that the options select.",
        "A record that fails again becomes a new dead letter."
      })
  int redrive(@Mixin Choice choice) {
    return choice.repair(
        "published again", (repair, request) -> repair.redrive(request, CommandProcess.user()));
  }

  @Command(description = "Give dead letters up: they leave the list and are not published again.")
  int drop(@Mixin Choice choice) {
    return choice.repair(
        "dropped", (repair, request) -> repair.drop(request, CommandProcess.user()));
  }

  private static int report(String done, RepairReport report) {
    Terminal terminal = Terminal.standard();
    for (LetterResult result : report.results()) {
      terminal.line("%s: %s".formatted(result.id(), result.detail()));
    }
    terminal.line("%d %s, %d refused".formatted(report.repaired(), done, report.refused()));
    return report.refused() == 0 ? 0 : 1;
  }

  private static String outcome(DeadLetterSummary letter) {
    if (letter.repair() != null) {
      return switch (letter.repair().outcome()) {
        case REDRIVEN -> ", published again by " + letter.repair().by();
        case FAILED_AGAIN -> ", published again by " + letter.repair().by() + ", failed again";
        case DROPPED -> ", dropped by " + letter.repair().by();
      };
    }
    return letter.follows() == null ? "" : ", failed again after " + letter.follows();
  }

  private static <T> T reading(Supplier<T> work) {
    try {
      return work.get();
    } catch (LogUnavailableException e) {
      throw new CommandFailedException("Kafka does not answer: " + e.getMessage(), e);
    }
  }
}

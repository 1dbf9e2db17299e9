package io.wood.bench.ledger;

import io.wood.bench.process.BenchSystem;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.console.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code wood bench ledger}: accounts for every image while processes are killed. */
@Command(
    name = "ledger",
    description = {
      "Publish images, decide, and kill ranker and curation meanwhile; then account for everything:",
      "every image ends ranked, dismissed or dead-lettered, no fact is doubled, no acknowledged",
      "decision is lost. Exit status 1 when the ledger does not balance."
    })
public final class LedgerCommand implements Callable<Integer> {
  private static final List<String> OPTIONS =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Nearly every image reaches it with the random classifier. */
  private static final double THRESHOLD = .4;

  @Option(
      names = "--images",
      defaultValue = "10000",
      description = "Images to publish (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--kills",
      defaultValue = "10",
      description = "How often a process is killed (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Chooses who is killed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--wait",
      defaultValue = "PT10M",
      description = "How long the last images may take (default: ${DEFAULT-VALUE}).")
  private Duration limit;

  @Option(
      names = "--rerank",
      description = "Then rank everything again with two rankers, and kill one of them.")
  private boolean rerank;

  private boolean complete = true;

  @Override
  public Integer call() throws IOException {
    return run(Terminal.standard()).balances() && complete ? 0 : 1;
  }

  /** Prints the ledger; keeps the logs of the services if it does not balance. */
  LedgerBook run(Terminal terminal) throws IOException {
    BenchSystem system = BenchSystem.start("ledger", terminal);
    LedgerBook book;
    try (system) {
      book = account(system, terminal);
    }
    book.print(terminal);
    if (book.balances() && complete) {
      system.delete();
    } else {
      terminal.line("the logs of the services are in " + system.folder());
    }
    return book;
  }

  private LedgerBook account(BenchSystem system, Terminal terminal) {
    List<String> ranking = options(List.of("-Dwood.ranker.threshold=" + THRESHOLD));
    ServiceProcess ranker = system.service("ranker", ranking);
    List<ServiceProcess> services = List.of(ranker, system.service("curation", options(List.of())));
    services.forEach(ServiceProcess::start);
    services.forEach(service -> service.awaitReady(LedgerRun.START_LIMIT));
    LedgerBook book =
        new LedgerRun(system.clients(), terminal).run(images, kills, limit, services, seed);
    if (rerank) {
      ServiceProcess second = system.service("ranker", "ranker-2", ranking);
      complete = new RerankKill(() -> system.clients().tail(), terminal, limit).run(ranker, second);
    }
    return book;
  }

  private static List<String> options(List<String> more) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(more);
    return options;
  }
}

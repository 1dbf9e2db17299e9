package io.wood.bench.ledger;

import static io.wood.cli.process.LaunchSettings.KAFKA;
import static io.wood.cli.process.LaunchSettings.STORE;

import io.wood.cli.client.RunningSystem;
import io.wood.cli.client.SystemEndpoints;
import io.wood.cli.console.Terminal;
import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.InstallationLayout;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.LocalSystem;
import io.wood.cli.process.PortCheck;
import io.wood.cli.process.StoreKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.standard();
    DataDirectory data = new DataDirectory(Files.createTempDirectory("wood-bench-ledger"));
    PortCheck ports = new PortCheck(Map.of(KAFKA, PortCheck.anyFree(), STORE, PortCheck.anyFree()));
    InstallationLayout installation = InstallationLayout.fromProperties();
    LaunchSettings settings = new LaunchSettings(data, installation, ports, false, Map.of());
    LedgerBook book;
    try (LocalSystem system = LocalSystem.start(settings, terminal)) {
      String kafka = "127.0.0.1:" + ports.of(KAFKA);
      URI store = URI.create("http://127.0.0.1:" + ports.of(STORE));
      StoreKeys keys = StoreKeys.of(data);
      Map<String, String> environment =
          Map.of(
              "KAFKA_BOOTSTRAP_SERVERS", kafka,
              "WOOD_STORE_ENDPOINT", store.toString(),
              "WOOD_STORE_ACCESS_KEY", keys.access(),
              "WOOD_STORE_SECRET_KEY", keys.secret());
      int curationPort = PortCheck.anyFree();
      RunningSystem running =
          new RunningSystem(
              new SystemEndpoints(
                  kafka,
                  store,
                  Map.of("curation", URI.create("http://127.0.0.1:" + curationPort + "/"))),
              keys.access(),
              keys.secret(),
              data.root().resolve("bench"));
      try (LedgerProcess ranker =
              new LedgerProcess(
                  "ranker", installation.home(), PortCheck.anyFree(), data.root(), environment);
          LedgerProcess curation =
              new LedgerProcess(
                  "curation", installation.home(), curationPort, data.root(), environment)) {
        ranker.start();
        curation.start();
        ranker.awaitReady();
        curation.awaitReady();
        book =
            new LedgerRun(running, List.of(ranker, curation), terminal, seed)
                .run(images, kills, limit);
      }
    }
    book.print(terminal);
    if (book.balances()) {
      data.delete();
    } else {
      terminal.line("the logs of the services are in " + data.root());
    }
    return book.balances() ? 0 : 1;
  }
}

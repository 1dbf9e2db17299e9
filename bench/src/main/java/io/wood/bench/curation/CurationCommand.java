package io.wood.bench.curation;

import static io.wood.cli.process.LaunchSettings.KAFKA;
import static io.wood.cli.process.LaunchSettings.STORE;

import io.wood.cli.client.EventSender;
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
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code wood bench curation}: measures the curation service with a long log. */
@Command(
    name = "curation",
    description = {
      "Fill a log with candidates and decisions, start the curation service on it, and measure over",
      "HTTP what reviewers wait for. Exit status 1 when a target is missed.",
      "Needs about 5 GB of disk for a million candidates."
    })
public final class CurationCommand implements Callable<Integer> {
  @Option(
      names = "--candidates",
      defaultValue = "1000000",
      description = "Ranked candidates (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(
      names = "--decided",
      defaultValue = "0.3",
      description = "Share of them with a decision (default: ${DEFAULT-VALUE}).")
  private double decided;

  @Option(
      names = "--heap",
      defaultValue = CurationProcess.HEAP,
      description = "Heap of the service (default: ${DEFAULT-VALUE}).")
  private String heap;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.standard();
    DataDirectory data = new DataDirectory(Files.createTempDirectory("wood-bench-curation"));
    PortCheck ports = new PortCheck(Map.of(KAFKA, PortCheck.anyFree(), STORE, PortCheck.anyFree()));
    InstallationLayout installation = InstallationLayout.fromProperties();
    LaunchSettings settings = new LaunchSettings(data, installation, ports, false, Map.of());
    boolean met;
    try (LocalSystem system = LocalSystem.start(settings, terminal)) {
      String kafka = "127.0.0.1:" + ports.of(KAFKA);
      CurationLoad load = new CurationLoad(candidates, decided);
      URI store = URI.create("http://127.0.0.1:" + ports.of(STORE));
      StoreKeys keys = StoreKeys.of(data);
      RunningSystem running =
          new RunningSystem(
              new SystemEndpoints(kafka, store, Map.of()),
              keys.access(),
              keys.secret(),
              data.root().resolve("bench"));
      try (EventSender sender = running.sender("bench")) {
        load.send(sender);
      }
      terminal.line(
          "%d rankings and %d decisions are in the log"
              .formatted(load.rankings(), load.decisions()));
      try (CurationProcess service =
          new CurationProcess(
              program(installation),
              heap,
              PortCheck.anyFree(),
              data.root(),
              Map.of(
                  "KAFKA_BOOTSTRAP_SERVERS",
                  kafka,
                  "WOOD_STORE_ENDPOINT",
                  store.toString(),
                  "WOOD_STORE_ACCESS_KEY",
                  keys.access(),
                  "WOOD_STORE_SECRET_KEY",
                  keys.secret()))) {
        met = new CurationRun(terminal, service, load).run();
      }
    }
    data.delete();
    return met ? 0 : 1;
  }

  private static Path program(InstallationLayout installation) {
    return installation.home().resolve("curation-service/target/quarkus-app/quarkus-run.jar");
  }
}

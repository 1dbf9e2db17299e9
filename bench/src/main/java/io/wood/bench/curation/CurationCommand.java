package io.wood.bench.curation;

import io.wood.bench.process.BenchSystem;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.client.EventSender;
import io.wood.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  /** Heap in a Kubernetes pod. */
  static final String HEAP = "768m";

  /** Other JVM options of a pod that affect the speed. */
  static final List<String> OPTIONS =
      List.of("-XX:+UseParallelGC", "-XX:MaxInlineLevel=9", "-XX:InlineSmallCode=1500");

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
      defaultValue = HEAP,
      description = "Heap of the service (default: ${DEFAULT-VALUE}).")
  private String heap;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.standard();
    BenchSystem system = BenchSystem.start("curation", terminal);
    boolean met;
    try (system) {
      CurationLoad load = new CurationLoad(candidates, decided);
      try (EventSender sender = system.clients().sender("bench")) {
        load.send(sender);
      }
      terminal.line(
          "%d rankings and %d decisions are in the log"
              .formatted(load.rankings(), load.decisions()));
      Path view = system.folder().resolve("curation").resolve("curation-view");
      List<String> options = new ArrayList<>(OPTIONS);
      options.add("-Xmx" + heap);
      options.add("-Dwood.curation.view=" + view);
      ServiceProcess service = system.service("curation", options);
      met = new CurationRun(terminal, service, load, Path.of(view + ".mv.db")).run();
    }
    system.delete();
    return met ? 0 : 1;
  }
}

package io.wood.bench.ledger;

import io.wood.bench.process.BenchProcess;
import io.wood.bench.process.BenchSystem;
import io.wood.bench.process.ServiceProcess;
import io.wood.cli.console.Terminal;
import io.wood.cli.process.InstallationLayout;
import io.wood.cli.process.LaunchSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code wood bench outage}: the whole way from a candidate to masks, undisturbed and
 * while processes are away.
 */
@Command(
    name = "outage",
    description = {
      "Rank, decide, train and refine twice: undisturbed, and while broker, store and all services",
      "are killed (or, with --away, while broker or store do not answer). Nothing may be lost, and",
      "weights and masks must be the same, to the bit. Exit status 1 otherwise."
    })
public final class OutageCommand implements Callable<Integer> {
  /** Who can be away, and the name of its process. */
  private static final Map<String, String> AWAY =
      Map.of("broker", LaunchSettings.KAFKA, "store", LaunchSettings.STORE);

  /** Leases of a few seconds: a killed replica is replaced soon. Nearly every image is ranked. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Dwood.ranker.threshold=.4",
          "-Dwood.trainer.lease=PT6S",
          "-Dwood.trainer.scan=PT2S",
          "-Dwood.refiner.lease=PT6S",
          "-Dwood.refiner.stall=PT30S");

  /** The launcher would print the end of a log at every kill. */
  private static final Terminal QUIET =
      new Terminal(new PrintStream(OutputStream.nullOutputStream()), false);

  @Spec private CommandSpec spec;

  @Option(
      names = "--candidates",
      defaultValue = "120",
      description = "Images to rank (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(
      names = "--labelled",
      defaultValue = "60",
      description = "Images to train on and to refine (default: ${DEFAULT-VALUE}).")
  private int labelled;

  @Option(
      names = "--steps",
      defaultValue = "80",
      description = "Steps of the training (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Chooses when who is killed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--wait",
      defaultValue = "PT5M",
      description = "How long a stage may take, and a call (default: ${DEFAULT-VALUE}).")
  private Duration limit;

  @Option(
      names = "--away",
      paramLabel = "NAME",
      split = ",",
      description =
          "Instead of kills: broker or store does not answer for a while in each stage; of several, each in a run of its own.")
  private List<String> away = List.of();

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "With --away: how long it is away in each stage (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--dead", description = "With --away: it is killed, instead of stopped.")
  private boolean dead;

  private final Terminal terminal = Terminal.standard();
  private final List<BenchSystem> systems = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    refuseOptionsWithoutEffect();
    OutageResult undisturbed = run("undisturbed", (processes, services) -> Disturbance.NONE);
    boolean good = undisturbed.print(terminal);
    if (away.isEmpty()) {
      good &= compare(undisturbed, run("all processes killed", this::kills));
    }
    for (String name : away) {
      good &=
          compare(
              undisturbed,
              run(name + " away", (processes, services) -> outage(name, processes, services)));
    }
    if (good) {
      systems.forEach(BenchSystem::delete);
      return 0;
    }
    return 1;
  }

  private void refuseOptionsWithoutEffect() {
    for (String name : away) {
      if (!AWAY.containsKey(name)) {
        throw refusal("--away %s: only broker and store can be away".formatted(name));
      }
    }
    if (seconds < 1) {
      throw refusal("--for %d: nothing would be away; choose 1 second or more".formatted(seconds));
    }
    for (String option : List.of("--for", "--dead")) {
      if (away.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw refusal(
            "%s has no effect without --away; add --away broker or --away store".formatted(option));
      }
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private boolean compare(OutageResult undisturbed, OutageResult disturbed) {
    boolean balances = disturbed.print(terminal);
    List<String> faults = new ArrayList<>(disturbed.faults());
    faults.addAll(undisturbed.differences(disturbed));
    terminal.line("%-28s %8d".formatted("faults and differences", faults.size()));
    faults.forEach(fault -> terminal.line("    " + fault));
    return balances && faults.isEmpty();
  }

  /** One run in a new system, whose logs are kept unless all is well. */
  private OutageResult run(
      String name, BiFunction<List<BenchProcess>, List<ServiceProcess>, Disturbance> disturbances)
      throws IOException {
    terminal.line(name);
    BenchSystem system = BenchSystem.start("outage", QUIET);
    terminal.line("%s: logs in %s".formatted(name, system.folder()));
    systems.add(system);
    try (system) {
      List<ServiceProcess> services =
          InstallationLayout.SERVICES.stream()
              .map(service -> system.service(service, OPTIONS))
              .toList();
      services.forEach(ServiceProcess::start);
      services.forEach(service -> service.awaitReady(LedgerRun.START_LIMIT));
      Disturbance disturbance = disturbances.apply(system.processes(), services);
      return new OutageRun(system.clients(), terminal, limit)
          .run(candidates, labelled, steps, disturbance);
    }
  }

  private Disturbance kills(List<BenchProcess> processes, List<ServiceProcess> services) {
    return new ProcessKiller(processes, terminal, seed, ProcessKiller.MAX_PAUSE);
  }

  private Disturbance outage(
      String name, List<BenchProcess> processes, List<ServiceProcess> services) {
    BenchProcess victim =
        processes.stream()
            .filter(process -> process.name().equals(AWAY.get(name)))
            .findFirst()
            .orElseThrow();
    return new LongOutage(victim, services, Duration.ofSeconds(seconds), dead, terminal);
  }
}

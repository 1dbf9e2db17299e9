package io.wood.bench;

import io.wood.bench.curation.CurationCommand;
import io.wood.bench.ledger.LedgerCommand;
import io.wood.bench.ledger.OutageCommand;
import io.wood.bench.measure.Measurement;
import io.wood.bench.ranking.RankingCommand;
import io.wood.bench.refining.RefinementCommand;
import io.wood.bench.refining.RefiningCommand;
import io.wood.cli.command.AddedCommand;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.DeviceOption;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code wood bench}: measures time and memory of the method against targets. */
@Command(
    name = "bench",
    description = {
      "Measure time and memory of the method against targets, with a subcommand of a service.",
      "Prints medians and quartiles; multiples come from the same rounds as what they multiply.",
      "Exit status 1 when a target is missed."
    },
    subcommands = {
      CurationCommand.class,
      LedgerCommand.class,
      OutageCommand.class,
      RankingCommand.class,
      RefinementCommand.class,
      RefiningCommand.class
    })
public final class BenchCommand implements AddedCommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      completionCandidates = Names.class,
      description = {
        "Benchmarks to run, any of",
        "${COMPLETION-CANDIDATES}",
        "(default: all but decisions and those named after a network or a size)"
      })
  private List<String> names = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
  private Path json;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of benchmarks that are not for one core (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "Measured repetitions (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "4",
      description = "Repetitions before them, not measured (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private DeviceOption device;

  /** The names that the help lists. */
  private static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return known().map(Benchmark::name).iterator();
    }
  }

  private static Stream<Benchmark> known() {
    return Stream.concat(BenchmarkCatalog.all().stream(), BenchmarkCatalog.onRequest().stream());
  }

  @Override
  public Integer call() {
    List<Benchmark> selected = selected();
    // The engine reads this when it starts.
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    BenchmarkSettings settings = new BenchmarkSettings(threads, rounds, warmUp, device.device());
    BenchTable table = new BenchTable(Terminal.standard());
    List<Measurement> all = new ArrayList<>();
    table.header();
    for (Benchmark benchmark : selected) {
      benchmark
          .run(settings)
          .forEachOrdered(
              measurement -> {
                all.add(measurement);
                table.row(measurement);
              });
    }
    if (json != null) {
      write(all);
    }
    return all.stream().allMatch(Measurement::met) ? 0 : 1;
  }

  private List<Benchmark> selected() {
    if (names.isEmpty()) {
      return BenchmarkCatalog.all();
    }
    return names.stream().map(this::named).toList();
  }

  private Benchmark named(String name) {
    return known()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no benchmark is called '%s'; choose from %s"
                        .formatted(
                            name,
                            Stream.concat(
                                    spec.subcommands().keySet().stream(),
                                    known().map(Benchmark::name))
                                .collect(Collectors.joining(", ")))));
  }

  private void write(List<Measurement> measurements) {
    try {
      Files.write(json, Json.canonical(measurements));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + json, e);
    }
  }
}

package io.wood.cli.command;

import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.RefinementClient;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.compare.RefinedRun;
import io.wood.cli.compare.RunComparison;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.SystemOptions;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.event.RefinementCompleted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a comparison of refinements as one HTML file. */
@Command(
    name = "report",
    description = "Compare refined experiments of one dataset in one HTML file.")
final class ReportCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(
      paramLabel = "REFINEMENT",
      arity = "1..*",
      description =
          "Ids of refinements, by default those of their experiments; seeds of an arm are"
              + " averaged.")
  private List<String> names;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "The file to write (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Override
  public Integer call() {
    RunningSystem system = options.connect();
    List<RefinedRun> runs = new ArrayList<>();
    for (String name : names) {
      runs.add(run(system, name));
    }
    new RunComparison(system).write(runs, List.of(), List.of(), output);
    Terminal.standard().line("the report is in " + output.toAbsolutePath());
    return 0;
  }

  private static RefinedRun run(RunningSystem system, String name) {
    RefinementClient refinements = new RefinementClient(system);
    Optional<RefinementSummary> found = refinements.find(name);
    RefinementCompleted completed =
        found
            .map(RefinementSummary::completed)
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        withoutMasks(
                            name,
                            found.map(ReportCommand::state),
                            refinements.of(name).stream()
                                .filter(summary -> summary.completed() != null)
                                .map(summary -> summary.request().refinement())
                                .sorted()
                                .toList())));
    ExperimentSummary summary =
        new ExperimentClient(system).show(completed.model().experiment()).summary();
    return new RefinedRun(summary.arm(), summary.seed(), summary.oodCount(), completed);
  }

  private static String state(RefinementSummary summary) {
    String state = summary.state().name().toLowerCase(Locale.ROOT);
    String message = summary.progress() == null ? "" : summary.progress().message();
    return message.isEmpty() ? state : state + ": " + message;
  }

  /**
   * Why there is nothing to report.
   *
   * @param state of the refinement of this name, with its reason; empty without one
   * @param others completed refinements of the experiment of this name
   */
  static String withoutMasks(String name, Optional<String> state, List<String> others) {
    if (state.isPresent()) {
      return "refinement %s has no results: %s".formatted(name, state.get());
    }
    return others.isEmpty()
        ? "%1$s has no masks yet; make them with `wood refine %1$s`".formatted(name)
        : "no refinement is called %1$s; those of experiment %1$s are %2$s: give one of these names"
            .formatted(name, String.join(", ", others));
  }
}

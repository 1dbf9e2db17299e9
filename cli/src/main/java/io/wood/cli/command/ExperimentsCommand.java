package io.wood.cli.command;

import io.wood.cli.client.ExperimentClient;
import io.wood.cli.compare.ComparisonText;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.SystemOptions;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.Lineage;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists, compares and traces experiments. */
@Command(name = "experiments", description = "List the experiments, newest first.")
final class ExperimentsCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    List<ExperimentSummary> all = new ExperimentClient(options.connect()).list();
    if (all.isEmpty()) {
      terminal.line("no experiments yet");
      return 0;
    }
    terminal.line(
        String.format(
            "%-32s %-10s %-9s %4s %5s  %s", "experiment", "state", "arm", "seed", "OoDs", ""));
    for (ExperimentSummary one : all) {
      Double precision = one.metrics().get("validation.mAP");
      terminal.line(
          String.format(
              "%-32s %-10s %-9s %4d %5s  %s",
              one.experiment(),
              one.state().toLowerCase(Locale.ROOT),
              one.arm().name().toLowerCase(Locale.ROOT),
              one.seed(),
              one.oods() == null ? "" : one.oods(),
              precision == null
                  ? one.message()
                  : String.format(Locale.ROOT, "validation.mAP %.3f", precision)));
    }
    return 0;
  }

  @Command(
      description =
          "Print the manifest of an experiment: all that determines its weights. `wood train"
              + " --manifest FILE` trains it.")
  int manifest(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment.")
          String experiment) {
    Terminal.standard()
        .line(ManifestFiles.text(new ExperimentClient(system.connect()).manifest(experiment)));
    return 0;
  }

  @Command(
      description =
          "Compare any number of experiments: parameters that differ, metrics with their spread"
              + " over seeds, OoDs that not all of them use.")
  int compare(
      @Mixin SystemOptions system,
      @Parameters(
              paramLabel = "EXPERIMENT",
              arity = "2..*",
              description = "Ids of the experiments.")
          List<String> experiments) {
    ComparisonText.lines(new ExperimentClient(system.connect()).compare(experiments))
        .forEach(Terminal.standard()::line);
    return 0;
  }

  @Command(
      description =
          "Show what something was made of, and what was made of it: sources, people, candidates,"
              + " experiments, refinements.")
  int lineage(
      @Mixin SystemOptions system,
      @Parameters(
              paramLabel = "WHAT",
              description =
                  "An experiment, a refinement, the SHA-256 of a candidate, or REFINEMENT/IMAGE for"
                      + " a mask.")
          String subject) {
    Terminal terminal = Terminal.standard();
    Lineage lineage = new ExperimentClient(system.connect()).lineage(subject);
    lineage
        .nodes()
        .forEach(
            node ->
                terminal.line(
                    "%-10s %s %s"
                        .formatted(
                            node.kind().name().toLowerCase(Locale.ROOT),
                            node.id(),
                            node.facts().isEmpty() ? "" : node.facts())));
    terminal.line("");
    lineage
        .links()
        .forEach(
            link -> terminal.line("%s -> %s  (%s)".formatted(link.from(), link.to(), link.text())));
    lineage.remarks().forEach(terminal::line);
    return 0;
  }
}

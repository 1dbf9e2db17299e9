package io.wood.cli.command;

import io.wood.cli.archive.ArchiveText;
import io.wood.cli.archive.ExportArchive;
import io.wood.cli.archive.ImportArchive;
import io.wood.cli.archive.KnownEvents;
import io.wood.cli.archive.ZipFolder;
import io.wood.cli.client.EventSender;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.RefinementClient;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.compare.ClustersText;
import io.wood.cli.compare.ComparisonText;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.SystemOptions;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.Lineage;
import io.wood.contracts.event.ClassifierTrained;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, compares, traces, exports and imports experiments. */
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
      Double precision = one.metrics().get(ClassifierTrained.PRECISION);
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
          "Show the clusters of OoDs that an experiment pushes features away from; the trainer's"
              + " page has their pictures and a map.")
  int clusters(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment.")
          String experiment) {
    ClustersText.lines(new ExperimentClient(system.connect()).clusters(experiment))
        .forEach(Terminal.standard()::line);
    return 0;
  }

  @Command(
      description =
          "Write one trained experiment to a file that another installation can import: manifest,"
              + " weights, figures, masks, reports and events, without images.")
  int export(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment.")
          String experiment,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "The file; default: EXPERIMENT.zip.")
          Path output,
      @Option(names = "--complete", description = "With CAMs and walked maps, many times the size.")
          boolean complete) {
    RunningSystem running = system.connect();
    Path file = output == null ? Path.of(experiment + ".zip") : output;
    int objects =
        new ExportArchive(running.store(), complete)
            .write(
                new ExperimentClient(running).show(experiment),
                new RefinementClient(running).of(experiment),
                file);
    Terminal.standard().line("%s: %d objects".formatted(file, objects));
    return 0;
  }

  @Command(
      name = "import",
      description =
          "Import an experiment that another installation has exported. Nothing is trained, and"
              + " nothing that exists is replaced.")
  int importArchive(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "FILE", description = "What `wood experiments export` wrote.")
          Path file) {
    RunningSystem running = system.connect();
    try (EventSender sender = running.sender("/wood/cli/import")) {
      ImportArchive.Imported imported =
          new ImportArchive(
                  running.store(),
                  new KnownEvents(running.tail())::contains,
                  event -> EventSender.await(sender.send(event)))
              .read(file);
      ArchiveText.lines(imported).forEach(Terminal.standard()::line);
    }
    return 0;
  }

  @Command(
      description =
          "Write experiments that have ended as files in the layout of MLflow's folder mlruns.")
  int mlflow(
      @Mixin SystemOptions system,
      @Parameters(
              paramLabel = "EXPERIMENT",
              arity = "0..*",
              description = "Ids of the experiments; default: all that have ended.")
          List<String> experiments,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FOLDER",
              defaultValue = "mlruns",
              description = "The folder; default: ${DEFAULT-VALUE}.")
          Path output) {
    byte[] zip =
        new ExperimentClient(system.connect())
            .mlruns(experiments == null ? List.of() : experiments);
    Terminal.standard().line("%d files in %s".formatted(ZipFolder.unpack(zip, output), output));
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

package io.wood.cli.command;

import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.SweepClient;
import io.wood.cli.compare.SweepText;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.Terminal;
import io.wood.cli.follow.SweepReport;
import io.wood.cli.option.MaskOptions;
import io.wood.cli.option.SystemOptions;
import io.wood.cli.option.TrainingOptions;
import io.wood.cli.replay.SelectionRules;
import io.wood.cli.replay.SweepAxes;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepSummary;
import io.wood.contracts.parameter.Arm;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains experiments that differ in a few values, over several seeds, and plots their figures. */
@Command(
    name = "sweep",
    description =
        "Train experiments that differ in the number of OoDs or other values, and plot mIoU,"
            + " precision and recall with their spread over the seeds. The same command resumes.",
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Option(
      names = "--from",
      paramLabel = "EXPERIMENT",
      description = "Start from the weights of this experiment.")
  private String from;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Dataset (default: of --from).")
  private String dataset;

  @Option(names = "--arm", description = "How to train: ${COMPLETION-CANDIDATES} (default: wood).")
  private Arm arm;

  @Option(
      names = "--curve",
      split = ",",
      paramLabel = "N",
      description =
          "Numbers of OoDs, such as 0,1,5,20,100,all: the first by score, or by --select"
              + " random=SEED. 0 trains the control; fewer than K lower K to the number, and λ in"
              + " proportion.")
  private List<String> curve = List.of();

  @Option(names = "--vary", paramLabel = "NAME=V,V", description = SweepAxes.HELP)
  private List<String> varied = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Number of seeds, from 1 (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Mixin private TrainingOptions training;

  @Option(names = "--select", paramLabel = "RULE|all", description = SelectionRules.HELP)
  private List<String> selection = List.of();

  @Option(
      names = "--refine",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Make masks (default); --no-refine trains only, and so gives no mIoU.")
  private boolean refine;

  @Mixin private MaskOptions masks;

  @Option(names = "--dry-run", description = "Print what would be trained, and stop.")
  private boolean dryRun;

  @Option(names = "--no-wait", description = "Do not wait for the result.")
  private boolean noWait;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report here: .html, or .svg for the plot alone.")
  private Path output;

  @Override
  public Integer call() {
    if (output != null && (dryRun || noWait)) {
      throw new CommandFailedException(
          "--output needs the result; write it later with `wood sweep show SWEEP -o "
              + output
              + "`");
    }
    SweepOrder order = order();
    SweepClient sweeps = new SweepClient(options.connect());
    if (dryRun) {
      SweepText.runs(sweeps.preview(order)).forEach(Terminal.standard()::line);
      return 0;
    }
    SweepDetail accepted = sweeps.request(order);
    return new SweepReport(sweeps).follow(accepted, noWait, output);
  }

  SweepOrder order() {
    if (seeds < 1) {
      throw new CommandFailedException("--seeds must be at least 1, not " + seeds);
    }
    if (!refine && !masks.isEmpty()) {
      throw new CommandFailedException(
          "--no-refine makes no masks, so --refine-set has no use; leave one of them out");
    }
    if (arm != null) {
      training.requireUsedBy(arm);
    }
    ParameterTree parameters = ParameterTree.empty();
    training.apply(parameters);
    ParameterTree experiment =
        ParameterTree.empty()
            .set("initialExperiment", from)
            .set("datasetName", dataset)
            .set("arm", arm)
            .set("parameters", parameters.values())
            .set(
                "selection",
                SelectionRules.isEvery(selection) ? null : SelectionRules.tree(selection))
            .set("refinement", refine ? masks.values() : null);
    return new SweepOrder(
        experiment.values(),
        SweepAxes.parse(curve, varied),
        LongStream.rangeClosed(1, seeds).boxed().toList(),
        CommandProcess.user());
  }

  @Command(description = "List all sweeps, newest first.")
  int list(@Mixin SystemOptions system) {
    Terminal terminal = Terminal.standard();
    List<SweepSummary> all = new SweepClient(system.connect()).list();
    if (all.isEmpty()) {
      terminal.line("no sweeps yet");
    }
    for (SweepSummary one : all) {
      terminal.line(
          "%-16s %-10s %3d of %3d succeeded, %d open  %s  %s"
              .formatted(
                  one.sweep(),
                  one.state().toLowerCase(Locale.ROOT),
                  one.succeeded(),
                  one.runs(),
                  one.open(),
                  one.requestedAt(),
                  String.join(", ", one.axes())));
    }
    return 0;
  }

  @Command(description = "Show the experiments and the figures of a sweep.")
  int show(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "SWEEP", description = "Id of the sweep.") String sweep,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "Write the report here: .html, or .svg for the plot alone.")
          Path file) {
    SweepClient sweeps = new SweepClient(system.connect());
    SweepText.runs(sweeps.show(sweep)).forEach(Terminal.standard()::line);
    new SweepReport(sweeps).print(sweep, file);
    return 0;
  }

  @Command(
      description =
          "Request the trainings of a sweep that failed, were cancelled or are missing. Masks that"
              + " failed: `wood refine EXPERIMENT --retry-failed`.")
  int resume(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "SWEEP", description = "Id of the sweep.") String sweep,
      @Option(names = "--no-wait", description = "Do not wait for the result.") boolean leave) {
    SweepClient sweeps = new SweepClient(system.connect());
    return new SweepReport(sweeps).follow(sweeps.resume(sweep, CommandProcess.user()), leave, null);
  }

  @Command(description = "Cancel the experiments of a sweep that are queued or in training.")
  int cancel(
      @Mixin SystemOptions system,
      @Parameters(paramLabel = "SWEEP", description = "Id of the sweep.") String sweep) {
    SweepClient sweeps = new SweepClient(system.connect());
    sweeps.cancel(sweep, CommandProcess.user());
    Terminal.standard().line(SweepText.progress(sweeps.show(sweep)));
    return 0;
  }
}

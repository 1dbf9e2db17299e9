package io.wood.cli.command;

import io.wood.cli.client.EventTail;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.Terminal;
import io.wood.cli.follow.RunReport;
import io.wood.cli.option.SystemOptions;
import io.wood.cli.option.TrainingOptions;
import io.wood.cli.replay.DecisionChoice;
import io.wood.cli.replay.ReplayChanges;
import io.wood.cli.replay.ReplayPlan;
import io.wood.cli.replay.ReplayResult;
import io.wood.cli.replay.SelectionRules;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.OodSelection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Repeats an experiment: exactly, with changed parameters, or with other decisions. */
@Command(
    name = "replay",
    description =
        "Repeat an experiment with its own OoDs; with other parameters or decisions if given.",
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment to repeat.")
  private String experiment;

  @Option(
      names = "--arm",
      description =
          "Another arm: ${COMPLETION-CANDIDATES}. Parameters that the experiment leaves at the"
              + " defaults of its arm take the defaults of this one.")
  private Arm arm;

  @Mixin private TrainingOptions training;

  @Option(names = "--seed", description = "Random seed (default: the experiment's).")
  private Long seed;

  @Option(
      names = {"--decisions", "--decisions-until"},
      paramLabel = "original|now|TIME|OFFSETS",
      defaultValue = "original",
      converter = DecisionConverter.class,
      description =
          "Decisions to use: those of the experiment, all that are made now, all up to a time such"
              + " as 2026-03-01T12:00:00Z, or all below offsets such as 0=12,1=40 (default:"
              + " ${DEFAULT-VALUE}).")
  private DecisionChoice decisions;

  @Option(
      names = "--select",
      paramLabel = "RULE|all",
      description = SelectionRules.HELP + " Default: the rules of the experiment; all drops them.")
  private List<String> selection = List.of();

  @Option(
      names = "--classifier",
      paramLabel = "EXPERIMENT",
      description = "Start from the weights of this experiment instead.")
  private String classifier;

  @Option(names = "--name", paramLabel = "ID", description = "Id of the new experiment.")
  private String name;

  @Option(
      names = "--dry-run",
      description = "Print how the replay would differ from the experiment, and stop.")
  private boolean dryRun;

  @Option(
      names = "--again",
      description = "Train although the same manifest is trained already; compare the weights.")
  private boolean again;

  @Option(names = "--no-wait", description = "Do not wait for the result.")
  private boolean noWait;

  @Override
  public Integer call() {
    training.requireNoArm();
    RunningSystem system = options.connect();
    ExperimentClient experiments = new ExperimentClient(system);
    ExperimentDetail original = experiments.show(experiment);
    decisions.requireWhole(() -> system.tail().ends(CurationDecided.class));
    ReplayPlan plan =
        ReplayPlan.of(
            original,
            new ReplayChanges(name, arm, this::change, decisions, selection(), classifier, again),
            choice -> offsets(system.tail(), choice));
    training.requireUsedBy(plan.order().arm());
    Terminal terminal = Terminal.standard();
    terminal.line("replay of " + experiment);
    plan.differences().forEach(difference -> terminal.line("  " + difference));
    ExperimentPreview preview = experiments.preview(plan.order());
    ReplayResult.lines(original.manifest(), preview).forEach(line -> terminal.line("  " + line));
    if (dryRun) {
      return 0;
    }
    ExperimentRequested accepted = experiments.accepted(plan.order());
    int status = new RunReport(system).follow(accepted, noWait);
    if (!noWait) {
      ReplayResult.weights(original, experiments.show(accepted.experiment()))
          .ifPresent(terminal::line);
    }
    return status;
  }

  private OodSelection selection() {
    return !selection.isEmpty() && SelectionRules.isEvery(selection)
        ? OodSelection.ALL
        : SelectionRules.parse(selection);
  }

  private void change(ParameterTree parameters) {
    parameters.set("seed", seed);
    training.apply(parameters);
  }

  private static Map<Integer, Long> offsets(EventTail tail, DecisionChoice choice) {
    return choice.until() == null
        ? tail.ends(CurationDecided.class)
        : tail.offsetsAt(CurationDecided.class, choice.until());
  }

  /** Reads the decisions to use. */
  static final class DecisionConverter implements ITypeConverter<DecisionChoice> {
    @Override
    public DecisionChoice convert(String text) {
      try {
        return DecisionChoice.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}

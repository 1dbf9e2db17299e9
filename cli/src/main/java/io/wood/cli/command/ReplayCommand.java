package io.wood.cli.command;

import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.RunningSystem;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.TrainingParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats an experiment with changed parameters or with the decisions up to a past time. */
@Command(
    name = "replay",
    description =
        "Repeat an experiment with other parameters, or with the decisions up to a past time.")
final class ReplayCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment to repeat.")
  private String experiment;

  @Mixin private LossOptions loss;

  @Option(names = "--seed", description = "Random seed (default: the experiment's).")
  private Long seed;

  @Option(
      names = "--decisions-until",
      paramLabel = "INSTANT",
      description = "Use only decisions up to this time, such as 2026-03-01T12:00:00Z.")
  private Instant until;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any other parameter, such as schedule.steps=500. Repeatable.")
  private List<String> assignments = List.of();

  @Option(names = "--name", paramLabel = "ID", description = "Id of the new experiment.")
  private String name;

  @Option(names = "--no-wait", description = "Do not wait for the result.")
  private boolean noWait;

  @Override
  public Integer call() {
    RunningSystem system = options.connect();
    ExperimentClient experiments = new ExperimentClient(system);
    ExperimentRequested request = experiments.show(experiment).request();
    String replayed = experiments.request(order(system, request));
    return new RunReport(system).follow(replayed, request.refinement() != null, noWait);
  }

  private ExperimentOrder order(RunningSystem system, ExperimentRequested request) {
    ParameterTree parameters = ParameterTree.of(request.parameters());
    loss.apply(parameters, "metricLoss.");
    parameters.set("seed", seed);
    assignments.forEach(parameters::assign);
    TrainingParameters changed = parameters.read(TrainingParameters.class);
    return new ExperimentOrder(
        name,
        request.dataset(),
        null,
        request.initial(),
        null,
        changed.arm(),
        changed.seed(),
        parameters.values(),
        until == null ? request.decisionsUpTo() : offsets(system),
        request.refinement() == null ? null : ParameterTree.of(request.refinement()).values(),
        System.getProperty("user.name", "cli"));
  }

  private Map<Integer, Long> offsets(RunningSystem system) {
    return system.tail().offsetsAt(CurationDecided.class, until);
  }
}

package io.wood.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.RunningSystem;
import io.wood.contracts.event.CurationDecided;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains an experiment again with something changed. */
@Command(
    name = "replay",
    description =
        "Train an experiment again with another knob, or with the decisions of a past day.")
final class ReplayCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment to repeat.")
  private String experiment;

  @Mixin private LossOptions loss;

  @Option(names = "--seed", description = "Another seed.")
  private Long seed;

  @Option(
      names = "--decisions-until",
      paramLabel = "INSTANT",
      description = "Use the decisions up to then only, such as 2026-03-01T12:00:00Z.")
  private Instant until;

  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "Any other knob, such as schedule.steps=500. May be repeated.")
  private List<String> knobs = List.of();

  @Option(names = "--name", paramLabel = "ID", description = "Id of the new experiment.")
  private String name;

  @Option(names = "--no-wait", description = "Return at once.")
  private boolean noWait;

  @Override
  public Integer call() {
    RunningSystem system = options.connect();
    ExperimentClient experiments = new ExperimentClient(system);
    JsonNode request = experiments.show(experiment).path("request");
    String replayed = experiments.request(order(system, request));
    return new RunReport(system).follow(replayed, request.hasNonNull("refinement"), noWait);
  }

  private JsonNode order(RunningSystem system, JsonNode request) {
    ParameterTree parameters = ParameterTree.of(request.path("parameters"));
    loss.apply(parameters, "metricLoss.");
    parameters.set("seed", seed);
    knobs.forEach(parameters::assign);
    JsonNode tree = parameters.tree();
    return ParameterTree.none()
        .set("experiment", name)
        .set("dataset", request.get("dataset"))
        .set("initial", request.get("initial"))
        .set("arm", tree.get("arm"))
        .set("seed", tree.get("seed"))
        .set("parameters", tree)
        .set("decisionsUpTo", until == null ? request.get("decisionsUpTo") : offsets(system))
        .set("refinement", request.get("refinement"))
        .set("requestedBy", System.getProperty("user.name", "cli"))
        .tree();
  }

  private Object offsets(RunningSystem system) {
    return system.tail().offsetsAt(CurationDecided.class, until);
  }
}

package io.wood.cli.command;

import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.RefinementClient;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.Terminal;
import io.wood.cli.follow.RunReport;
import io.wood.cli.option.SystemOptions;
import io.wood.contracts.api.refiner.RefinementOrder;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.parameter.RefinementParameters;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes masks with a trained classifier. */
@Command(name = "refine", description = "Make masks with a trained classifier.")
final class RefineCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment.")
  private String experiment;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A parameter, such as walk.beta=8 or backgroundThreshold=.3; irn.crop is by default the"
              + " crop of the training. Repeatable.")
  private List<String> assignments = List.of();

  @Option(
      names = "--name",
      paramLabel = "ID",
      description = "Id of the refinement (default: the experiment's).")
  private String name;

  @Option(
      names = "--segmentation",
      description = "Also train a segmentation network on the masks and predict with it.")
  private boolean segmentation;

  @Option(
      names = "--adversarial",
      description = "Use AdvCAM instead of CAM: covers more of the objects, takes much longer.")
  private boolean adversarial;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Another imported dataset of the same classes (default: the experiment's).")
  private String dataset;

  @Option(
      names = "--retry-failed",
      description = "Repeat what failed in the ended refinement of this id; keep the rest.")
  private boolean retryFailed;

  @Option(names = "--cancel", description = "Cancel the refinement of this id.")
  private boolean cancel;

  @Option(names = "--no-wait", description = "Do not wait for the result.")
  private boolean noWait;

  @Override
  public Integer call() {
    RunningSystem system = options.connect();
    RefinementClient refinements = new RefinementClient(system);
    String id = name == null ? experiment : name;
    if (cancel) {
      refinements.cancel(id);
      Terminal.standard().line("refinement " + id + " is cancelled");
      return 0;
    }
    if (retryFailed) {
      refinements.retryFailed(id);
      Terminal.standard().line("what failed in refinement " + id + " is repeated");
      return noWait ? 0 : new RunReport(system).refinement(id);
    }
    ParameterTree parameters =
        ParameterTree.of(RefinementParameters.USUAL).set("irn.crop", crop(system));
    if (segmentation) {
      parameters.set("segmentation", RefinementParameters.Segmentation.USUAL);
    }
    if (adversarial) {
      parameters.set("cam.adversarial", true);
    }
    assignments.forEach(parameters::assign);
    String refinement =
        refinements.request(
            new RefinementOrder(
                name,
                experiment,
                null,
                dataset,
                parameters.read(RefinementParameters.class),
                CommandProcess.user()));
    Terminal.standard().line("refinement " + refinement + " is requested");
    return noWait ? 0 : new RunReport(system).refinement(refinement);
  }

  /** Crop of the training, pixels; null for a classifier that no trainer here has trained. */
  private Integer crop(RunningSystem system) {
    return new ExperimentClient(system)
        .list().stream()
            .map(ExperimentSummary::experiment)
            .filter(experiment::equals)
            .findFirst()
            .map(new ExperimentClient(system)::show)
            .map(detail -> detail.request().parameters().augmentation().crop())
            .orElse(null);
  }
}

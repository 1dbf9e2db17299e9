package io.wood.local.command;

import io.wood.contracts.RefinementParameters;
import io.wood.local.client.Knobs;
import io.wood.local.client.Refinements;
import io.wood.local.client.RunningSystem;
import io.wood.local.console.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has masks made with a trained classifier. */
@Command(name = "refine", description = "Make masks with a trained classifier.")
final class RefineCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment.")
  private String experiment;

  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "A knob, such as walk.beta=8 or backgroundThreshold=.3. May be repeated.")
  private List<String> knobs = List.of();

  @Option(
      names = "--name",
      paramLabel = "ID",
      description = "Id of the refinement (default: the experiment's).")
  private String name;

  @Option(
      names = "--segmentation",
      description = "Train a segmentation network on the masks, too, and let it predict.")
  private boolean segmentation;

  @Option(
      names = "--adversarial",
      description = "AdvCAM in place of CAM: covers more of the objects, takes far longer.")
  private boolean adversarial;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Another imported dataset of the same classes (default: the experiment's).")
  private String dataset;

  @Option(names = "--no-wait", description = "Return at once.")
  private boolean noWait;

  @Override
  public Integer call() {
    RunningSystem system = options.connect();
    Knobs parameters = Knobs.of(RefinementParameters.PAPER);
    if (segmentation) {
      parameters.set("segmentation", RefinementParameters.Segmentation.USUAL);
    }
    if (adversarial) {
      parameters.set("cam.adversarial", true);
    }
    knobs.forEach(parameters::assign);
    Knobs wish =
        Knobs.none()
            .set("refinement", name)
            .set("experiment", experiment)
            .set("dataset", dataset)
            .set("parameters", parameters.tree())
            .set("requestedBy", System.getProperty("user.name", "cli"));
    String refinement = new Refinements(system).request(wish.tree());
    Terminal.standard().line("refinement " + refinement + " is requested");
    return noWait ? 0 : new RunReport(system).refinement(refinement);
  }
}

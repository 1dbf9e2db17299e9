package io.wood.cli.command;

import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.RefinementClient;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.Terminal;
import io.wood.cli.follow.RunReport;
import io.wood.cli.option.SystemOptions;
import io.wood.cli.option.WeightsUpload;
import io.wood.contracts.api.refiner.RefinementOrder;
import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes masks with a trained classifier. */
@Command(name = "refine", description = "Make masks with a trained classifier.")
final class RefineCommand implements Callable<Integer> {
  private static final List<String> ORDER_OPTIONS =
      List.of("--set", "--segmentation", "--adversarial", "--dataset", "--trunk", "--prefix");

  @Mixin private SystemOptions options;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "Id of the experiment.")
  private String experiment;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A parameter, such as walk.beta=8 or backgroundThreshold=.3; irn.crop is by default the"
              + " crop of the training, segmentation.crop at most that. Repeatable.")
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
      names = "--trunk",
      paramLabel = "FILE",
      description =
          "Weights of the classifier's architecture (safetensors or PyTorch .pth) on which IRN sees"
              + " edges, and from which the segmentation network starts: sets irn.trunk=FILE, with"
              + " --segmentation also segmentation.trunk=FILE.")
  private Path trunk;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Take the weights of --trunk whose keys begin so, such as teacher.backbone. .")
  private String prefix;

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
    checkOptions();
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
    Optional<ExperimentDetail> known = new ExperimentClient(system).find(experiment);
    RefinementParameters parameters =
        parameters(
            known.map(each -> each.request().parameters().augmentation().crop()).orElse(null));
    ArtifactRef weights =
        trunk(known.map(ExperimentDetail::model).map(ModelRef::network).orElse(null))
            .map(bytes -> WeightsUpload.store(system, bytes))
            .orElse(null);
    String refinement =
        refinements.request(
            new RefinementOrder(
                name, experiment, null, dataset, parameters, weights, CommandProcess.user()));
    Terminal.standard().line("refinement " + refinement + " is requested");
    return noWait ? 0 : new RunReport(system).refinement(refinement);
  }

  /**
   * The parameters of the refinement.
   *
   * @param crop of the training, pixels; null where it is not known, such as for a classifier that
   *     no trainer here has trained
   * @throws IllegalArgumentException if a trunk wants a file and none is named, or the reverse
   */
  RefinementParameters parameters(Integer crop) {
    ParameterTree parameters = ParameterTree.of(RefinementParameters.USUAL).set("irn.crop", crop);
    TrunkOrigin origin = trunk == null ? null : TrunkOrigin.FILE;
    parameters.set("irn.trunk", origin);
    if (segmentation) {
      SegmentationParameters usual = SegmentationParameters.USUAL;
      parameters.set("segmentation", usual).set("segmentation.trunk", origin);
      if (crop != null && crop < usual.crop()) {
        parameters.set("segmentation.crop", crop);
      }
    }
    if (adversarial) {
      parameters.set("cam.adversarial", true);
    }
    assignments.forEach(parameters::assign);
    RefinementParameters read = parameters.read(RefinementParameters.class);
    TrunkOrigin.requireFile(read, trunk != null);
    return read;
  }

  /**
   * The weights of {@code --trunk}.
   *
   * @param network of the classifier; null where it is not known
   */
  Optional<byte[]> trunk(NetworkSpec network) {
    return WeightsUpload.read("--trunk", trunk, prefix, network);
  }

  /** A refinement that is cancelled or repeated has its parameters already. */
  private void checkOptions() {
    if (cancel && retryFailed) {
      throw refused(
          "--cancel and --retry-failed exclude each other: cancel it first, and repeat what failed once it has ended");
    }
    if (cancel || retryFailed) {
      List<String> ignored =
          ORDER_OPTIONS.stream()
              .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option))
              .toList();
      if (!ignored.isEmpty()) {
        throw refused(
            "%s changes no parameters: omit %s, or request another refinement with them by --name NEW"
                .formatted(cancel ? "--cancel" : "--retry-failed", String.join(", ", ignored)));
      }
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

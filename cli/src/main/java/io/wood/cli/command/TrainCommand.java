package io.wood.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandProcess;
import io.wood.cli.console.Terminal;
import io.wood.cli.follow.RunReport;
import io.wood.cli.option.ArchitectureConverter;
import io.wood.cli.option.MaskOptions;
import io.wood.cli.option.SystemOptions;
import io.wood.cli.option.TrainingOptions;
import io.wood.cli.option.WeightsUpload;
import io.wood.cli.replay.SelectionRules;
import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a classifier. */
@Command(
    name = "train",
    description = "Train a classifier: a base, a control, or with the approved OoD images.",
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private SystemOptions options;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Name of the dataset.")
  private String dataset;

  @Option(
      names = "--arm",
      defaultValue = "wood",
      description = "How to train: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Arm arm;

  @Option(
      names = "--from",
      paramLabel = "EXPERIMENT",
      description = "Start from the weights of this experiment.")
  private String from;

  @Mixin private InitialWeights weights = new InitialWeights();

  @Option(
      names = "--network",
      converter = ArchitectureConverter.class,
      paramLabel = "NAME",
      description = "Network: ${COMPLETION-CANDIDATES}.")
  private Architecture network;

  @Option(names = "--output-stride", paramLabel = "8|16", description = "Output stride.")
  private Integer outputStride;

  @Option(names = "--seed", defaultValue = "0", description = "Random seed.")
  private long seed;

  @Option(names = "--steps", description = "Optimiser steps; overrides --epochs.")
  private Integer steps;

  @Option(names = "--epochs", description = "Passes over the labelled images.")
  private Integer epochs;

  @Option(names = "--batch", description = "Batch size: labelled images per step.")
  private Integer batch;

  @Option(names = "--rate", description = "Learning rate of the trunk.")
  private Double trunkRate;

  @Option(names = "--classifier-rate", description = "Learning rate of the classifier.")
  private Double classifierRate;

  @Mixin private TrainingOptions training;

  @Option(names = "--select", paramLabel = "RULE|all", description = SelectionRules.HELP)
  private List<String> selection = List.of();

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Train this manifest, exported by `wood experiments manifest`; it states everything but"
              + " the name. Once edited, remove its line \"sha256\".")
  private Path manifest;

  @Option(
      names = "--refine",
      description = "Make masks with the result, with the default parameters.")
  private boolean refine;

  @Mixin private MaskOptions masks;

  @Option(names = "--name", paramLabel = "ID", description = "Id of the experiment.")
  private String name;

  @Option(
      names = "--again",
      description = "Train although the same manifest is trained already; compare the weights.")
  private boolean again;

  @Option(names = "--no-wait", description = "Do not wait for the result.")
  private boolean noWait;

  @Override
  public Integer call() {
    RunningSystem system = options.connect();
    ExperimentClient experiments = new ExperimentClient(system);
    if (manifest != null) {
      JsonNode file = ManifestFiles.read(manifest);
      ManifestFiles.requireAlone(spec, "--manifest", "--again", "--name", "--no-wait");
      ExperimentRequested accepted = experiments.accepted(file, name, again);
      int status = new RunReport(system).follow(accepted, noWait);
      if (!noWait) {
        sayCode(file, experiments.show(accepted.experiment()).manifest());
      }
      return status;
    }
    return new RunReport(system).follow(experiments.accepted(order(system)), noWait);
  }

  /** The code is no choice of the order: each trainer has one. */
  private static void sayCode(JsonNode file, ExperimentManifest trained) {
    String code = file.path("manifest").path("codeVersion").asText();
    if (!code.isEmpty() && !code.equals(trained.codeVersion())) {
      Terminal.standard()
          .line(
              "the manifest is of code %s; it was trained by code %s"
                  .formatted(code, trained.codeVersion()));
    }
  }

  private ExperimentOrder order(RunningSystem system) {
    training.requireUsedBy(arm);
    return new ExperimentOrder(
        name,
        null,
        dataset,
        weights.read(arm, spec()).map(bytes -> WeightsUpload.store(system, bytes)).orElse(null),
        from,
        arm,
        seed,
        parameters(),
        null,
        null,
        SelectionRules.parse(selection),
        again,
        refinement(),
        CommandProcess.user());
  }

  private Map<String, Object> parameters() {
    ParameterTree all =
        ParameterTree.empty()
            .set("network.architecture", network == null ? null : network.wireName())
            .set("network.outputStride", outputStride)
            .set("schedule.epochs", epochs)
            .set("schedule.steps", steps)
            .set("schedule.batchSize", batch)
            .set("optimiser.trunkRate", trunkRate)
            .set("optimiser.classifierRate", classifierRate);
    training.apply(all);
    return all.values();
  }

  private Map<String, Object> refinement() {
    return refine || !masks.isEmpty() ? masks.values() : null;
  }

  /** Null when the request leaves the network to the default. */
  private NetworkSpec spec() {
    return network == null ? null : new NetworkSpec(network, network.outputStrides().get(0));
  }
}

package io.wood.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.client.ExperimentClient;
import io.wood.cli.client.ParameterTree;
import io.wood.cli.client.RunningSystem;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.store.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a classifier trained. */
@Command(
    name = "train",
    description = "Train a classifier: a base, a control, or with the approved OoD images.",
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @Mixin private SystemOptions options;

  @Option(names = "--dataset", paramLabel = "NAME", description = "The dataset's name.")
  private String dataset;

  @Option(
      names = "--arm",
      defaultValue = "wood",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Arm arm;

  @Option(
      names = "--from",
      paramLabel = "EXPERIMENT",
      description = "Start from the weights of that experiment.")
  private String from;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Start from these weights (safetensors, or PyTorch's .pth).")
  private Path weights;

  @Option(
      names = "--network",
      converter = ArchitectureConverter.class,
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}.")
  private Architecture network;

  @Option(names = "--output-stride", paramLabel = "8|16", description = "Pixels per cell.")
  private Integer outputStride;

  @Option(names = "--seed", defaultValue = "0", description = "Of everything random.")
  private long seed;

  @Option(names = "--steps", description = "Optimiser steps; wins over --epochs.")
  private Integer steps;

  @Option(names = "--epochs", description = "Passes over the labelled images.")
  private Integer epochs;

  @Option(names = "--batch", description = "Labelled images a step.")
  private Integer batch;

  @Option(names = "--rate", description = "Learning rate of the trunk.")
  private Double trunkRate;

  @Option(names = "--classifier-rate", description = "Learning rate of the classifier.")
  private Double classifierRate;

  @Mixin private LossOptions loss;

  @Option(
      names = "--set",
      paramLabel = "KNOB=VALUE",
      description = "Any other knob, such as optimiser.momentum=.9. May be repeated.")
  private List<String> knobs = List.of();

  @Option(names = "--refine", description = "Refine the result as well.")
  private boolean refine;

  @Option(
      names = "--refine-set",
      paramLabel = "KNOB=VALUE",
      description = "A knob of the refinement, such as cam.scales=[1.0].")
  private List<String> refinementKnobs = List.of();

  @Option(names = "--name", paramLabel = "ID", description = "Id of the experiment.")
  private String name;

  @Option(names = "--no-wait", description = "Return at once.")
  private boolean noWait;

  @Override
  public Integer call() {
    RunningSystem system = options.connect();
    String experiment = new ExperimentClient(system).request(order(system));
    return new RunReport(system).follow(experiment, refine, noWait);
  }

  private JsonNode order(RunningSystem system) {
    return ParameterTree.none()
        .set("experiment", name)
        .set("datasetName", dataset)
        .set("initialExperiment", from)
        .set("initial", weights == null ? null : store(system, weights))
        .set("arm", arm)
        .set("seed", seed)
        .set("parameters", parameters())
        .set("refinement", refinement())
        .set("requestedBy", System.getProperty("user.name", "cli"))
        .tree();
  }

  private JsonNode parameters() {
    ParameterTree all =
        ParameterTree.none()
            .set("network.architecture", network == null ? null : network.wireName())
            .set("network.outputStride", outputStride)
            .set("schedule.epochs", epochs)
            .set("schedule.steps", steps)
            .set("schedule.batchSize", batch)
            .set("optimiser.trunkRate", trunkRate)
            .set("optimiser.classifierRate", classifierRate);
    loss.apply(all, "metricLoss.");
    knobs.forEach(all::assign);
    return all.tree();
  }

  private JsonNode refinement() {
    if (!refine && refinementKnobs.isEmpty()) {
      return null;
    }
    ParameterTree all = ParameterTree.none();
    refinementKnobs.forEach(all::assign);
    return all.tree();
  }

  private static ArtifactRef store(RunningSystem system, Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String key = ObjectKeys.weights(Hashes.sha256(bytes));
      return system.store().put(Buckets.MODELS, key, bytes, "application/octet-stream");
    } catch (IOException e) {
      throw new CommandFailedException("weights " + file + " cannot be read: " + e, e);
    }
  }
}

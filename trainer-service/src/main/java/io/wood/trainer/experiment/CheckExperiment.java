package io.wood.trainer.experiment;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rejects experiments that cannot be trained, before any work is done. Names input and remedy. */
public final class CheckExperiment {
  private CheckExperiment() {}

  /**
   * Checks what the request alone shows.
   *
   * @param hasInitial true if it names weights to start from
   */
  public static void parameters(TrainingParameters parameters, boolean hasInitial) {
    if (parameters.arm().startsFromClassifier() && !hasInitial) {
      throw new UnrunnableException(
          "arm %s starts from a trained classifier, and the request names none"
              .formatted(parameters.arm()),
          "Train arm BASE first and name it as initialExperiment");
    }
    String architecture = parameters.network().architecture();
    if (Architecture.find(architecture).isEmpty()) {
      throw new UnrunnableException(
          "parameters.network.architecture '" + architecture + "' is unknown",
          "Choose one of " + Architecture.names());
    }
  }

  /** Checks that every class has training images: without any it has no centre. */
  public static void dataset(DatasetManifest dataset) {
    Map<String, Long> images =
        dataset.of(Split.TRAIN).stream()
            .map(Image::labels)
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
    List<String> empty =
        dataset.classes().stream().filter(name -> !images.containsKey(name)).toList();
    if (!empty.isEmpty()) {
      throw new UnrunnableException(
          "dataset '%s' has no training images of %s".formatted(dataset.name(), empty),
          Map.of("images.train", (double) dataset.of(Split.TRAIN).size()),
          "Add images with these labels or leave the classes out of the dataset");
    }
  }

  /** Checks that there are enough approved OoDs for the arm. */
  public static void oods(ExperimentManifest manifest) {
    Arm arm = manifest.parameters().arm();
    if (!arm.usesOods()) {
      return;
    }
    int oods = manifest.oods().size();
    if (oods == 0) {
      throw new UnrunnableException(
          "arm %s needs hard OoDs, and the decisions contain no approved one".formatted(arm),
          Map.of("oods", 0.0),
          "Approve candidates in curation, or choose one of "
              + Arrays.stream(Arm.values()).filter(other -> !other.usesOods()).toList());
    }
    int clusters = manifest.parameters().metricLoss().clusters();
    if (arm.usesClusters() && clusters > oods) {
      throw new UnrunnableException(
          String.format(Locale.ROOT, "K = %d clusters, but only %d approved OoDs", clusters, oods),
          Map.of("oods", (double) oods, "K", (double) clusters),
          "Set parameters.metricLoss.clusters to at most %d (the paper has %d), or approve more"
              .formatted(oods, MetricLoss.PAPER.clusters()));
    }
  }

  /**
   * Checks that the initial weights have the dataset's classes and the requested network. Arm BASE
   * uses only their trunk, which has no classes.
   */
  public static void initial(
      ModelRef initial, DatasetManifest dataset, TrainingParameters parameters) {
    if (parameters.arm().startsFromClassifier() && !initial.classes().equals(dataset.classes())) {
      throw new UnrunnableException(
          "the initial weights of experiment '%s' have the classes %s, dataset '%s' has %s"
              .formatted(
                  initial.experiment(), initial.classes(), dataset.name(), dataset.classes()),
          "Start from weights of the same class list, in the same order, or train arm BASE, which"
              + " uses only their trunk");
    }
    String wanted = parameters.network().architecture();
    if (!initial.network().architecture().equals(wanted)) {
      throw new UnrunnableException(
          "the initial weights of experiment '%s' are a %s, the request asks for a %s"
              .formatted(initial.experiment(), initial.network().architecture(), wanted),
          "Request the network of the weights, or start from other weights");
    }
  }
}

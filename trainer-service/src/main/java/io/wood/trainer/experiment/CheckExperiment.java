package io.wood.trainer.experiment;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.MetricLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Refuses what cannot be trained before any work is done, naming the input and the remedy. */
public final class CheckExperiment {
  private CheckExperiment() {}

  /**
   * What a request alone shows.
   *
   * @param hasInitial whether it names weights to start from
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

  /** Every class needs images, or it has no centre and nothing to learn from. */
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

  /** The OoDs that people approved must suffice for the arm. */
  public static void oods(ExperimentManifest manifest) {
    Arm arm = manifest.parameters().arm();
    if (!arm.usesOods()) {
      return;
    }
    int oods = manifest.oods().size();
    if (oods == 0) {
      throw new UnrunnableException(
          "arm %s needs hard OoDs, and no approved one stands in the decisions".formatted(arm),
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
   * Weights trained for other classes answer another question. A base takes their trunk alone,
   * which knows no classes.
   */
  public static void initial(
      ModelRef initial, DatasetManifest dataset, TrainingParameters parameters) {
    if (parameters.arm().startsFromClassifier() && !initial.classes().equals(dataset.classes())) {
      throw new UnrunnableException(
          "the initial weights of experiment '%s' know the classes %s, dataset '%s' has %s"
              .formatted(
                  initial.experiment(), initial.classes(), dataset.name(), dataset.classes()),
          "Start from weights of the same class list, in the same order, or train arm BASE, which"
              + " takes their trunk alone");
    }
    String wanted = parameters.network().architecture();
    if (!initial.network().architecture().equals(wanted)) {
      throw new UnrunnableException(
          "the initial weights of experiment '%s' are a %s, the request wants a %s"
              .formatted(initial.experiment(), initial.network().architecture(), wanted),
          "Ask for the network of the weights, or start from other weights");
    }
  }
}

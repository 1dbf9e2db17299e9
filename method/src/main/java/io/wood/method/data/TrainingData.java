package io.wood.method.data;

import io.wood.contracts.Sha256Digest;
import io.wood.contracts.parameter.BackgroundMining;
import io.wood.contracts.parameter.TrainingParameters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The input of a training.
 *
 * @param classes names, in the order of the labels' indices
 * @param train images to learn from
 * @param validation images for average precision
 * @param oods sorted by id; empty for arms without OoDs
 */
public record TrainingData(
    List<String> classes, LabelledImages train, LabelledImages validation, ImageSource oods) {
  public TrainingData {
    classes = List.copyOf(classes);
  }

  /** Refuses input that cannot lead to a network and says why. */
  public void check(TrainingParameters parameters) {
    for (Set<Integer> labels : train.labels()) {
      for (int label : labels) {
        if (label < 0 || label >= classes.size()) {
          throw wrong(
              "an image has class index %d and there are %d classes"
                  .formatted(label, classes.size()),
              "Use the class list that the labels were made with.");
        }
      }
    }
    for (int c = 0; c < classes.size(); c++) {
      int label = c;
      if (train.labels().stream().noneMatch(labels -> labels.contains(label))) {
        throw wrong(
            "no training image shows class '" + classes.get(c) + "'",
            "Add images of it or leave the class out of the dataset.");
      }
    }
    checkOods(parameters);
  }

  private void checkOods(TrainingParameters parameters) {
    if (!parameters.arm().usesOods()) {
      return;
    }
    if (oods.size() == 0) {
      throw wrong(
          "arm " + parameters.arm() + " needs hard OoDs and none is approved",
          "Approve candidates, or train arm CONTROL.");
    }
    if (parameters.arm().usesClusters() && parameters.metricLoss().clusters() > oods.size()) {
      throw wrong(
          "%d clusters of %d OoDs".formatted(parameters.metricLoss().clusters(), oods.size()),
          "Set clusters to at most " + oods.size() + " or approve more OoDs.");
    }
  }

  /**
   * What a training does otherwise than in an earlier version with equal parameters; empty for one
   * that does the same. Trainings of two revisions must not be mixed.
   */
  public static String revision(TrainingParameters parameters) {
    BackgroundMining mining = parameters.metricLoss().mining();
    if (parameters.arm().pastesOnOods()) {
      return "objects matched to their OoDs";
    }
    return mining != null && mining.negatives() == BackgroundMining.Negatives.ABSENT
        ? "mined without OoDs"
        : "";
  }

  private static TrainingFailedException wrong(String what, String remedy) {
    return new TrainingFailedException(what, 0, Map.of(), remedy);
  }

  /** A hash of parameters, classes, image ids and labels. */
  public String fingerprint(TrainingParameters parameters) {
    StringBuilder all = new StringBuilder();
    all.append(parameters).append(revision(parameters)).append(classes);
    for (int i = 0; i < train.size(); i++) {
      all.append(train.images().id(i)).append(train.labels().get(i).stream().sorted().toList());
    }
    for (int i = 0; i < oods.size(); i++) {
      all.append(oods.id(i));
    }
    return Sha256Digest.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}

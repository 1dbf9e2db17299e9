package io.wood.contracts.api.ranker;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.Arm;
import java.time.Instant;
import java.util.List;

/**
 * The active classifier and those that can be selected.
 *
 * @param model active classifier; null when there is none
 * @param choice selected experiment; null follows the latest base classifier
 * @param problem why the selected classifier is not active; empty when it is
 * @param known all trained classifiers, latest first
 */
public record ModelStatus(ModelRef model, String choice, String problem, List<TrainedModel> known) {

  /**
   * A trained classifier.
   *
   * @param experiment id to select it by
   * @param arm how it was trained
   * @param trainedAt when
   */
  public record TrainedModel(String experiment, Arm arm, Instant trainedAt) {}
}

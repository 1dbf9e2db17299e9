package io.wood.ranker.http;

import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.parameter.Arm;
import java.time.Instant;
import java.util.List;

/**
 * The classifier and the choice there is.
 *
 * @param model at work, null when there is none
 * @param choice an experiment, null for the latest base classifier
 * @param problem why the chosen classifier is not at work, else empty
 * @param known all that were trained, the latest first
 */
record ModelView(ModelRef model, String choice, String problem, List<Known> known) {

  /**
   * A classifier.
   *
   * @param experiment what to choose it by
   * @param arm how it was trained
   * @param trainedAt when
   */
  record Known(String experiment, Arm arm, Instant trainedAt) {}
}

package io.wood.ranker;

import io.wood.contracts.ModelRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A score and who gave it.
 *
 * @param model the classifier
 * @param scored what it says
 */
record Verdict(ModelRef model, Scored scored) {

  /** Name of the best class. */
  String predictedClass() {
    return model.classes().get(scored.best());
  }

  /** Probability by class name. */
  Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < model.classes().size(); i++) {
      scores.put(model.classes().get(i), scored.probabilities().get(i));
    }
    return scores;
  }
}

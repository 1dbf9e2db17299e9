package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A score and who gave it.
 *
 * @param model the classifier
 * @param scored what it says
 */
public record ModelPrediction(ModelRef model, ImagePrediction scored) {

  /** Name of the best class. */
  public String predictedClass() {
    return model.classes().get(scored.best());
  }

  /** Probability by class name. */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < model.classes().size(); i++) {
      scores.put(model.classes().get(i), scored.probabilities().get(i));
    }
    return scores;
  }
}

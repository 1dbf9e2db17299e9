package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;
import io.wood.method.image.RgbImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A classifier's prediction for one image.
 *
 * @param model the classifier
 * @param best index of the class with the highest probability
 * @param probabilities of every class, in the model's order
 * @param embedding vector that is close for similar images
 * @param overlay draws the heat map of the best class over the image
 */
public record Prediction(
    ModelRef model,
    int best,
    List<Double> probabilities,
    List<Float> embedding,
    Supplier<RgbImage> overlay) {
  public Prediction {
    Objects.requireNonNull(model, "model");
    probabilities = List.copyOf(probabilities);
    embedding = List.copyOf(embedding);
    Objects.checkIndex(best, probabilities.size());
    Objects.requireNonNull(overlay, "overlay");
  }

  /** Probability of the best class. */
  public double score() {
    return probabilities.get(best);
  }

  /** Name of the best class. */
  public String predictedClass() {
    return model.classes().get(best);
  }

  /** Probability by class name. */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < model.classes().size(); i++) {
      scores.put(model.classes().get(i), probabilities.get(i));
    }
    return scores;
  }
}

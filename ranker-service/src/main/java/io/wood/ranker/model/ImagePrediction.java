package io.wood.ranker.model;

import io.wood.method.image.RgbImage;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the network says about an image.
 *
 * @param best index of the class of the highest probability
 * @param probabilities of every class, in the model's order
 * @param embedding near images have near embeddings
 * @param overlay draws the heat map of the best class over the image
 */
public record ImagePrediction(
    int best, List<Double> probabilities, List<Float> embedding, Supplier<RgbImage> overlay) {
  public ImagePrediction {
    probabilities = List.copyOf(probabilities);
    embedding = List.copyOf(embedding);
    Objects.checkIndex(best, probabilities.size());
    Objects.requireNonNull(overlay, "overlay");
  }

  /** Probability of the best class. */
  public double score() {
    return probabilities.get(best);
  }
}

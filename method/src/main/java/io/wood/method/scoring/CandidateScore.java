package io.wood.method.scoring;

import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * A classifier's scores of an image.
 *
 * @param probabilities of every class
 * @param predicted index of the class of the highest probability; the lowest index wins ties
 * @param embedding the pooled feature, unit length, through a fixed random projection: similar
 *     images have similar embeddings
 * @param heat where it finds the predicted class: one plane, relu(W·f) divided by its maximum
 */
public record CandidateScore(
    List<Double> probabilities, int predicted, List<Float> embedding, ImagePlanes heat) {
  public CandidateScore {
    probabilities = List.copyOf(probabilities);
    embedding = List.copyOf(embedding);
  }

  /** The probability of the predicted class. */
  public double score() {
    return probabilities.get(predicted);
  }
}

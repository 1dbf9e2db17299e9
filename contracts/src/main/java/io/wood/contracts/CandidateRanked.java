package io.wood.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The classifier believes that it sees a class in an image that should hold none: a hard OoD
 * candidate.
 *
 * @param image SHA-256 of the image file
 * @param artifact the image
 * @param name the publisher's name for it
 * @param source who published it
 * @param width pixels
 * @param height pixels
 * @param predictedClass the class of the highest probability
 * @param score that probability, at least the ranker's threshold
 * @param scores probability of every class
 * @param model the classifier that scored
 * @param overlay the CAM of the predicted class over the image: why does it believe that?
 * @param embedding pooled feature, unit length, through a fixed random projection: near images have
 *     near embeddings
 * @param rankedAt when
 */
public record CandidateRanked(
    String image,
    ArtifactRef artifact,
    String name,
    String source,
    int width,
    int height,
    String predictedClass,
    double score,
    Map<String, Double> scores,
    ModelRef model,
    ArtifactRef overlay,
    List<Float> embedding,
    Instant rankedAt)
    implements Event {
  public CandidateRanked {
    Checks.sha256(image, "image");
    Checks.required(artifact, "artifact");
    name = name == null ? "" : name;
    Checks.text(source, "source");
    Checks.atLeast(width, 1, "width");
    Checks.atLeast(height, 1, "height");
    Checks.text(predictedClass, "predictedClass");
    Checks.probability(score, "score");
    scores = Map.copyOf(Checks.required(scores, "scores"));
    Checks.required(model, "model");
    embedding = embedding == null ? List.of() : List.copyOf(embedding);
    Checks.required(rankedAt, "rankedAt");
  }

  @Override
  public String key() {
    return image;
  }

  @Override
  public String eventId() {
    return "ranked:" + image + ":" + model.weights().sha256();
  }
}

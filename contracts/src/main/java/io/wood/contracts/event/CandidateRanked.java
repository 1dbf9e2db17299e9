package io.wood.contracts.event;

import io.wood.contracts.ContractChecks;
import io.wood.contracts.artifact.ArtifactPlace;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The classifier predicts a class in an image that should show none: a hard OoD candidate.
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
 * @param overlay the CAM of the predicted class over the image: what the prediction is based on
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
    ContractChecks.sha256(image, "image");
    ContractChecks.required(artifact, "artifact").within("artifact", ArtifactPlace.CANDIDATE);
    name = name == null ? "" : ContractChecks.atMost(name, EventLimits.TEXT, "name");
    ContractChecks.text(source, EventLimits.NAME, "source");
    ContractChecks.atLeast(width, 1, "width");
    ContractChecks.atLeast(height, 1, "height");
    ContractChecks.text(predictedClass, EventLimits.NAME, "predictedClass");
    ContractChecks.probability(score, "score");
    scores = Map.copyOf(ContractChecks.required(scores, "scores"));
    ContractChecks.required(model, "model");
    embedding = embedding == null ? List.of() : List.copyOf(embedding);
    ContractChecks.required(rankedAt, "rankedAt");
    if (overlay != null) {
      overlay.within("overlay", ArtifactPlace.OVERLAY);
    }
  }

  @Override
  public String key() {
    return image;
  }

  @Override
  public String eventId() {
    return id(image, model.weights().sha256());
  }

  /** The id of the ranking of an image by a classifier, named by the hash of its weights. */
  public static String id(String image, String weights) {
    return "ranked:" + image + ":" + weights;
  }
}

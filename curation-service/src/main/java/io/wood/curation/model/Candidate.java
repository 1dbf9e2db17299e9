package io.wood.curation.model;

import io.wood.contracts.artifact.ArtifactRef;
import java.time.Instant;
import java.util.Map;

/**
 * A candidate as the view holds it.
 *
 * @param image SHA-256 of the image file
 * @param name the publisher's name for it
 * @param source who published it
 * @param width pixels
 * @param height pixels
 * @param predictedClass the class that the model believes to see
 * @param score how surely
 * @param scores probability of every class
 * @param model experiment that trained the model
 * @param weights SHA-256 of its weights
 * @param rankedAt when it was scored
 * @param artifact the file
 * @param overlay the CAM over the image, may be null
 * @param standing what people decided
 * @param cluster the look-alike cluster, named by its first image; null when nothing looks like it
 * @param clusterSize images in the cluster
 * @param clusterMixed people decided differently about images of the cluster
 */
public record Candidate(
    String image,
    String name,
    String source,
    int width,
    int height,
    String predictedClass,
    double score,
    Map<String, Double> scores,
    String model,
    String weights,
    Instant rankedAt,
    ArtifactRef artifact,
    ArtifactRef overlay,
    ReviewState standing,
    String cluster,
    int clusterSize,
    boolean clusterMixed) {}

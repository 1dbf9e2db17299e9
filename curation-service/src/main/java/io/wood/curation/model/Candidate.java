package io.wood.curation.model;

import io.wood.contracts.artifact.ArtifactRef;
import java.time.Instant;
import java.util.Map;

/**
 * A ranked candidate with its review state.
 *
 * @param image SHA-256 of the image file
 * @param name the publisher's name for it
 * @param source who published it
 * @param width pixels
 * @param height pixels
 * @param predictedClass class that the model predicted
 * @param score probability of that class
 * @param scores probability of every class
 * @param model experiment that trained the model
 * @param weights SHA-256 of its weights
 * @param rankedAt when it was scored
 * @param artifact the file
 * @param overlay the CAM over the image, may be null
 * @param review the result of all decisions
 * @param cluster first image of its look-alike cluster; null when it has no look-alikes
 * @param clusterSize number of images in the cluster
 * @param clusterMixed whether images of the cluster are decided differently
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
    ReviewState review,
    String cluster,
    int clusterSize,
    boolean clusterMixed) {}

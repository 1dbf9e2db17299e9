package io.wood.contracts.api.curation;

import io.wood.contracts.event.CurationDecided.Verdict;
import java.time.Instant;
import java.util.Map;

/**
 * A ranked candidate with its review status. Its picture is at {@code api/images/{image}}, its
 * overlay, if any, at {@code api/overlays/{image}}.
 *
 * @param image SHA-256 of the image file
 * @param name name given by the publisher
 * @param source publisher
 * @param width pixels
 * @param height pixels
 * @param predictedClass class that the model predicts
 * @param score its probability
 * @param scores probability of every class
 * @param model experiment that trained the model
 * @param weights SHA-256 of its weights
 * @param rankedAt time of the scoring
 * @param overlay true when there is a CAM overlay
 * @param status review status
 * @param decision id of the last decision, which applies unless a quorum is needed; null when there
 *     is none
 * @param reviewer who made it; null when there is none
 * @param decidedAt when it was made; null when there is none
 * @param conflict true when reviewers disagree
 * @param decisions number of decisions, withdrawals included
 * @param votes opinions and quorum
 * @param mine opinion of the reviewer named in {@code opinionOf}; null when there is none
 * @param cluster look-alike cluster; null when there is none
 * @param clusterSize images in the cluster
 * @param clusterMixed true when the cluster's images have different verdicts
 */
public record CandidateCard(
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
    boolean overlay,
    ReviewStatus status,
    String decision,
    String reviewer,
    Instant decidedAt,
    boolean conflict,
    int decisions,
    VoteCounts votes,
    Verdict mine,
    String cluster,
    int clusterSize,
    boolean clusterMixed) {}

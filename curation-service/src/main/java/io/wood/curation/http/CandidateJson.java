package io.wood.curation.http;

import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.curation.model.Candidate;
import io.wood.curation.model.EpochNanos;
import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ReviewStatus;
import io.wood.curation.model.VoteCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A candidate as clients see it. Its picture is at {@code api/images/{image}}, its overlay, when it
 * has one, at {@code api/overlays/{image}}.
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
 * @param overlay whether there is a CAM overlay
 * @param status where it stands
 * @param decision id of the last decision, which counts unless more people must agree; left out
 *     when there is none
 * @param reviewer who made it
 * @param decidedAt when
 * @param conflict people are at odds about it
 * @param decisions how many decisions there are, withdrawals included
 * @param votes how many people are of which opinion, and how many must agree
 * @param mine what the person asked about in {@code opinionOf} thinks, left out when there is
 *     nothing
 * @param cluster the look-alike cluster, left out when nothing looks like it
 * @param clusterSize images in it
 * @param clusterMixed its images are decided differently
 */
record CandidateJson(
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
    boolean clusterMixed) {

  static CandidateJson of(Candidate candidate, Verdict mine) {
    ReviewState standing = candidate.review();
    return new CandidateJson(
        candidate.image(),
        candidate.name(),
        candidate.source(),
        candidate.width(),
        candidate.height(),
        candidate.predictedClass(),
        candidate.score(),
        candidate.scores(),
        candidate.model(),
        candidate.weights(),
        candidate.rankedAt(),
        candidate.overlay() != null,
        standing.status(),
        standing.decision(),
        standing.reviewer(),
        standing.decision() == null ? null : EpochNanos.instant(standing.decidedAt()),
        standing.conflict(),
        standing.decisions(),
        standing.votes(),
        mine,
        candidate.cluster(),
        candidate.clusterSize(),
        candidate.clusterMixed());
  }

  /**
   * A page.
   *
   * @param candidates in score order
   * @param next cursor of the next page, left out on the last one
   */
  record Page(List<CandidateJson> candidates, String next) {}
}

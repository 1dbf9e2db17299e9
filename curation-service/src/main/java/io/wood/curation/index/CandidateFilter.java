package io.wood.curation.index;

import io.wood.contracts.api.curation.ReviewStatus;
import java.util.Set;

/**
 * A filter on candidates; a null component matches every candidate.
 *
 * @param statuses review statuses, at least one
 * @param predictedClass class that the model predicted
 * @param minScore minimum probability
 * @param maxScore maximum probability
 * @param model experiment that trained the model
 * @param reviewer who made the last decision
 * @param source who published it
 * @param cluster first image of a look-alike cluster
 * @param conflict whether reviewers disagree about the image
 * @param mixed whether its look-alikes are decided differently
 * @param without a reviewer who has no opinion yet, with a shared quorum
 */
public record CandidateFilter(
    Set<ReviewStatus> statuses,
    String predictedClass,
    Double minScore,
    Double maxScore,
    String model,
    String reviewer,
    String source,
    String cluster,
    Boolean conflict,
    Boolean mixed,
    String without) {

  /** Matches every candidate. */
  public static final CandidateFilter ALL =
      new CandidateFilter(
          Set.of(ReviewStatus.values()),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
}

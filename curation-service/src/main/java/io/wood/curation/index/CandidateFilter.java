package io.wood.curation.index;

import io.wood.contracts.api.curation.ReviewStatus;
import java.util.Set;

/**
 * Which candidates somebody wants to see; null components do not filter.
 *
 * @param statuses where they stand, at least one
 * @param predictedClass what the model believes to see
 * @param minScore least probability
 * @param maxScore largest probability
 * @param model experiment that trained the model
 * @param reviewer who made the decision that counts
 * @param source who published it
 * @param cluster a look-alike cluster
 * @param conflict people disagreed about the image
 * @param mixed people decided differently about look-alikes
 * @param without somebody who has no opinion yet, where several people must agree
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

  /** Everything. */
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

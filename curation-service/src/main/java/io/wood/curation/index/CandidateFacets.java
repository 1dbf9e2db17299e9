package io.wood.curation.index;

import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ReviewStatus;

/** The properties by which candidates are counted. */
public record CandidateFacets(
    String predictedClass, String model, String source, ReviewStatus status, boolean conflict) {
  CandidateFacets with(ReviewState standing) {
    return new CandidateFacets(
        predictedClass, model, source, standing.status(), standing.conflict());
  }
}

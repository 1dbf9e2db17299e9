package io.wood.curation.index;

import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.curation.model.ReviewState;

/** What candidates are counted by. */
public record CandidateFacets(
    String predictedClass, String model, String source, ReviewStatus status, boolean conflict) {
  CandidateFacets with(ReviewState standing) {
    return new CandidateFacets(
        predictedClass, model, source, standing.status(), standing.conflict());
  }
}

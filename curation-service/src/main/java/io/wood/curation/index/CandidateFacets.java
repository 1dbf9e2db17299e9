package io.wood.curation.index;

import io.wood.curation.model.ReviewStatus;

/** The properties by which candidates are counted. */
public record CandidateFacets(
    String predictedClass, String model, String source, ReviewStatus status, boolean conflict) {}

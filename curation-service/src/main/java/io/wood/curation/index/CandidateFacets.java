package io.wood.curation.index;

import io.wood.contracts.api.curation.ReviewStatus;

/** The properties by which candidates are counted. */
public record CandidateFacets(
    String predictedClass, String model, String source, ReviewStatus status, boolean conflict) {}

package io.wood.contracts.api.curation;

import java.util.List;

/**
 * Results of a {@link DecisionBatch}.
 *
 * @param results one per decision, in the order of the request
 */
public record DecisionResults(List<DecisionResult> results) {}

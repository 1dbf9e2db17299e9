package io.wood.contracts.api.curation;

import java.util.List;

/**
 * Requests decisions about one or more images.
 *
 * @param reviewer who decides; optional where users sign in, and must then be the signed-in user
 * @param decisions the decisions, 1 to 5000
 */
public record DecisionBatch(String reviewer, List<DecisionRequest> decisions) {}

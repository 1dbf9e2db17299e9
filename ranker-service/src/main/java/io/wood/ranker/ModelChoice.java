package io.wood.ranker;

/**
 * Which classifier scores.
 *
 * @param experiment a person's choice; null follows the latest base classifier
 */
record ModelChoice(String experiment) {
  static final ModelChoice LATEST_BASE = new ModelChoice(null);

  ModelChoice {
    experiment = experiment == null || experiment.isBlank() ? null : experiment;
  }
}

package io.wood.ranker.model;

/**
 * Which classifier scores.
 *
 * @param experiment a person's choice; null follows the latest base classifier
 */
public record ModelChoice(String experiment) {
  static final ModelChoice LATEST_BASE = new ModelChoice(null);

  public ModelChoice {
    experiment = experiment == null || experiment.isBlank() ? null : experiment;
  }
}

package io.wood.contracts.api.ranker;

/**
 * Selects the classifier that scores candidates.
 *
 * @param experiment experiment that trained it; null or blank follows the latest base classifier
 */
public record ModelChoice(String experiment) {
  /** Follows the latest base classifier. */
  public static final ModelChoice LATEST_BASE = new ModelChoice(null);

  public ModelChoice {
    experiment = experiment == null || experiment.isBlank() ? null : experiment;
  }
}

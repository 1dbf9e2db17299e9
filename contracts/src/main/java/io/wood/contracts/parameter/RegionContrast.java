package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;

/**
 * How the region of a class in a labelled image is drawn to the class and pushed away from
 * positions of OoDs.
 *
 * @param weight ω, weight of the loss on regions; null: .1
 * @param temperature T, by which cosines are divided; null: .1
 * @param negatives maximum of positions of OoDs that a region is pushed away from; null: 256
 */
public record RegionContrast(Double weight, Double temperature, Integer negatives) {
  /** ω = .1, T = .1, 256 positions. */
  public static final RegionContrast DEFAULT = new RegionContrast(null, null, null);

  public RegionContrast {
    weight = weight == null ? .1 : weight;
    temperature = temperature == null ? .1 : temperature;
    negatives = negatives == null ? 256 : negatives;
    ContractChecks.notNegative(weight, "metricLoss.contrast.weight");
    ContractChecks.positive(temperature, "metricLoss.contrast.temperature");
    ContractChecks.atLeast(negatives, 1, "metricLoss.contrast.negatives");
  }
}

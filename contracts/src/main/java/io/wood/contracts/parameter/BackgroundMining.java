package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;

/**
 * How background is mined in labelled images, where a class is active at a position that looks more
 * like a negative than like the class.
 *
 * @param negatives what the positions are compared with; null: OoDs
 * @param weight ω, weight of the loss on mined positions; null: .1
 * @param lead δ: how much nearer than the class a negative must be, as a difference of cosines;
 *     null: .05
 * @param margin m: the loss of a mined position is 0 below a logit of −m; null: 0
 */
public record BackgroundMining(Negatives negatives, Double weight, Double lead, Double margin) {
  /** What the centres of negatives are learned from. */
  public enum Negatives {
    /** The positions of OoDs that are surest of a class. */
    OODS,
    /**
     * The positions of labelled images without a class where it is active all the same. The
     * approved OoDs, which the arm needs in any case, do not change what is mined.
     */
    ABSENT,
    /** Both. */
    BOTH
  }

  /** OoDs, ω = .1, δ = .05, m = 0. */
  public static final BackgroundMining DEFAULT = new BackgroundMining(null, null, null, null);

  public BackgroundMining {
    negatives = negatives == null ? Negatives.OODS : negatives;
    weight = weight == null ? .1 : weight;
    lead = lead == null ? .05 : lead;
    margin = margin == null ? 0.0 : margin;
    ContractChecks.notNegative(weight, "metricLoss.mining.weight");
    ContractChecks.notNegative(lead, "metricLoss.mining.lead");
    ContractChecks.notNegative(margin, "metricLoss.mining.margin");
  }
}

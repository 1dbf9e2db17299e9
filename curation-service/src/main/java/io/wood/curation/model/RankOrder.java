package io.wood.curation.model;

import io.wood.contracts.event.CandidateRanked;

/** Chooses the newer of two rankings of an image; the hash of the weights breaks a tie. */
public final class RankOrder {
  private RankOrder() {}

  public static CandidateRanked newer(CandidateRanked one, CandidateRanked other) {
    return isNewer(
            EpochNanos.of(other.rankedAt()),
            other.model().weights().sha256(),
            EpochNanos.of(one.rankedAt()),
            one.model().weights().sha256())
        ? other
        : one;
  }

  public static boolean isNewer(long at, String weights, long thanAt, String thanWeights) {
    return at != thanAt ? at > thanAt : weights.compareTo(thanWeights) > 0;
  }
}

package io.wood.curation;

import io.wood.contracts.CandidateRanked;

/** Of two rankings of one image the newer one counts; the weights' hash breaks a tie. */
final class RankOrder {
  private RankOrder() {}

  static CandidateRanked newer(CandidateRanked one, CandidateRanked other) {
    return isNewer(
            Nanos.of(other.rankedAt()),
            other.model().weights().sha256(),
            Nanos.of(one.rankedAt()),
            one.model().weights().sha256())
        ? other
        : one;
  }

  static boolean isNewer(long at, String weights, long thanAt, String thanWeights) {
    return at != thanAt ? at > thanAt : weights.compareTo(thanWeights) > 0;
  }
}

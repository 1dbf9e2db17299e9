package io.wood.curation.model;

/** Chooses the newer of two rankings of an image; the hash of the weights breaks a tie. */
public final class RankOrder {
  private RankOrder() {}

  public static boolean isNewer(long at, String weights, long thanAt, String thanWeights) {
    return at != thanAt ? at > thanAt : weights.compareTo(thanWeights) > 0;
  }
}

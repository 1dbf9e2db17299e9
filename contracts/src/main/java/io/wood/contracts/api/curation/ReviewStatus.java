package io.wood.contracts.api.curation;

import io.wood.contracts.event.CurationDecided.Verdict;

/** Review status of a candidate. */
public enum ReviewStatus {
  /** No reviewer has an opinion. */
  OPEN(0),
  /** A hard OoD. */
  APPROVED(1),
  /** Shows an object of a foreground class. */
  PRUNED(2),
  /** Some reviewers have an opinion, but too few agree. */
  AWAITING(3);

  private final int code;

  ReviewStatus(int code) {
    this.code = code;
  }

  /** Returns the stable number under which compact stores keep the status. */
  public int code() {
    return code;
  }

  /** Returns the status with this {@link #code()}. */
  public static ReviewStatus of(int code) {
    for (ReviewStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status has the code " + code);
  }

  /**
   * Derives the status from the opinions.
   *
   * @param counts verdict that the quorum agrees on; null when there is none
   * @param votes opinions so far
   */
  public static ReviewStatus of(Verdict counts, VoteCounts votes) {
    if (counts == null) {
      return votes.quorum() > 1 && votes.approved() + votes.pruned() > 0 ? AWAITING : OPEN;
    }
    return counts == Verdict.APPROVED ? APPROVED : PRUNED;
  }
}

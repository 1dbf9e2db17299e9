package io.wood.curation.model;

import io.wood.contracts.event.CurationDecided.Verdict;

/** Where a candidate stands. */
public enum ReviewStatus {
  /** Nobody has an opinion. */
  OPEN(0),
  /** A hard OoD. */
  APPROVED(1),
  /** Holds an object. */
  PRUNED(2),
  /** Somebody has an opinion, but not as many agree as must. */
  AWAITING(3);

  private final int code;

  ReviewStatus(int code) {
    this.code = code;
  }

  /** How the view writes it. */
  public int code() {
    return code;
  }

  public static ReviewStatus of(int code) {
    for (ReviewStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status has the code " + code);
  }

  /** What counts, or who is waited for. */
  public static ReviewStatus of(Verdict counts, VoteCounts votes) {
    if (counts == null) {
      return votes.quorum() > 1 && votes.approved() + votes.pruned() > 0 ? AWAITING : OPEN;
    }
    return counts == Verdict.APPROVED ? APPROVED : PRUNED;
  }
}

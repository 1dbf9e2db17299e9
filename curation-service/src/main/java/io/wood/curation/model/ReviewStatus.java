package io.wood.curation.model;

import io.wood.contracts.event.CurationDecided.Verdict;

/** The review status of a candidate. */
public enum ReviewStatus {
  /** No reviewer has an opinion. */
  OPEN(0),
  /** A hard OoD. */
  APPROVED(1),
  /** Holds an object. */
  PRUNED(2),
  /** Fewer reviewers than the quorum agree. */
  AWAITING(3);

  private final int code;

  ReviewStatus(int code) {
    this.code = code;
  }

  /** The code of the status in the view. */
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

  /** The status for a verdict that counts, or for votes when none counts. */
  public static ReviewStatus of(Verdict counts, VoteCounts votes) {
    if (counts == null) {
      return votes.quorum() > 1 && votes.approved() + votes.pruned() > 0 ? AWAITING : OPEN;
    }
    return counts == Verdict.APPROVED ? APPROVED : PRUNED;
  }
}

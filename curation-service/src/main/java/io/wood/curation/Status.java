package io.wood.curation;

import io.wood.contracts.CurationDecided.Verdict;

/** Where a candidate stands. */
enum Status {
  /** Nobody has an opinion. */
  OPEN(0),
  /** A hard OoD. */
  APPROVED(1),
  /** Holds an object. */
  PRUNED(2),
  /** Somebody has an opinion, but not as many agree as must. */
  AWAITING(3);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  /** How the view writes it. */
  int code() {
    return code;
  }

  static Status of(int code) {
    for (Status status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status has the code " + code);
  }

  /** What counts, or who is waited for. */
  static Status of(Verdict counts, Votes votes) {
    if (counts == null) {
      return votes.quorum() > 1 && votes.approved() + votes.pruned() > 0 ? AWAITING : OPEN;
    }
    return counts == Verdict.APPROVED ? APPROVED : PRUNED;
  }
}

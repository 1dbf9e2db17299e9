package io.wood.curation;

import io.wood.contracts.CurationDecided.Verdict;

/** Where a candidate stands. */
enum Status {
  OPEN(0),
  APPROVED(1),
  PRUNED(2);

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

  static Status after(Verdict verdict) {
    return switch (verdict) {
      case APPROVED -> APPROVED;
      case PRUNED -> PRUNED;
      case WITHDRAWN -> OPEN;
    };
  }
}

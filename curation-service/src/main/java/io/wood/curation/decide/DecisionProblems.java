package io.wood.curation.decide;

import io.wood.contracts.api.ProblemDetail;

/** The problems of a decision request; clients distinguish them by their type. */
public final class DecisionProblems {
  private static final String NOT_ACKNOWLEDGED = "urn:wood:problem:not-acknowledged";

  private DecisionProblems() {}

  public static ProblemDetail unknownImage(String image) {
    return new ProblemDetail(
        "urn:wood:problem:unknown-image",
        "Unknown image",
        404,
        "no candidate has the hash '" + image + "': it was never ranked, or not by this pipeline");
  }

  static ProblemDetail invalid(String detail) {
    return new ProblemDetail("urn:wood:problem:invalid", "Invalid decision", 400, detail);
  }

  static ProblemDetail stale(String detail) {
    return new ProblemDetail("urn:wood:problem:stale", "Someone was faster", 409, detail);
  }

  static ProblemDetail notAcknowledged(String detail) {
    return new ProblemDetail(
        NOT_ACKNOWLEDGED,
        "Kafka did not acknowledge",
        503,
        detail + "; send it again with the same decision id");
  }

  /** True for a decision that may be recorded when it is sent again. */
  public static boolean isNotAcknowledged(ProblemDetail problem) {
    return problem.type().equals(NOT_ACKNOWLEDGED);
  }
}

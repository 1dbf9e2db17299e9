package io.wood.curation;

import io.wood.kit.Problem;

/** The kinds of problems that deciding can have; clients tell them apart by their type. */
final class Refusals {
  private Refusals() {}

  static Problem unknownImage(String image) {
    return new Problem(
        "urn:wood:problem:unknown-image",
        "Unknown image",
        404,
        "no candidate has the hash '" + image + "': it was never ranked, or not by this pipeline");
  }

  static Problem invalid(String detail) {
    return new Problem("urn:wood:problem:invalid", "Invalid decision", 400, detail);
  }

  static Problem stale(String detail) {
    return new Problem("urn:wood:problem:stale", "Someone was faster", 409, detail);
  }

  static Problem notAcknowledged(String detail) {
    return new Problem(
        "urn:wood:problem:not-acknowledged",
        "Kafka did not acknowledge",
        503,
        detail + "; send it again with the same decision id");
  }
}

package io.wood.curation.decide;

import io.wood.contracts.api.ProblemDetail;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.ReviewStatus;
import io.wood.contracts.event.CurationDecided;
import io.wood.curation.model.BadRequest;
import io.wood.curation.model.DecisionHistory;
import io.wood.curation.model.ImageHash;
import io.wood.curation.model.ReviewState;
import io.wood.curation.model.ReviewerName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validates decision requests. All ways to decide, HTTP and imports, use these rules. */
public final class DecisionValidator {
  private static final Pattern DECISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{7,99}");
  private static final int MAX_BATCH = 5000;
  private static final int MAX_REASON = 2000;
  private static final int MAX_CLASSES = 50;
  private static final int MAX_CLASS_NAME = 100;

  /** A decision in the future would override every correction until then; clocks differ by less. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private DecisionValidator() {}

  /**
   * Returns the requests of a batch.
   *
   * @throws BadRequest when it is empty or too large
   */
  public static List<DecisionRequest> requireBatch(List<DecisionRequest> requests) {
    if (requests == null || requests.isEmpty()) {
      throw new BadRequest("decisions is missing: give at least one");
    }
    if (requests.size() > MAX_BATCH) {
      throw new BadRequest(
          "%d decisions in one request; give at most %d".formatted(requests.size(), MAX_BATCH));
    }
    return requests;
  }

  /** Returns what is wrong with a reviewer's name; empty when it is valid. */
  public static Optional<String> reviewerFault(String name) {
    return ReviewerName.fault(name);
  }

  /** The problem of a request, regardless of earlier decisions; empty when it is valid. */
  public static Optional<ProblemDetail> fault(DecisionRequest request, Instant now) {
    if (request == null) {
      return Optional.of(DecisionProblems.invalid("a decision is null"));
    }
    if (request.decidedAt() != null && request.decidedAt().isBefore(CurationDecided.FIRST)) {
      return Optional.of(
          DecisionProblems.invalid(
              "decidedAt must not be before %s: %s"
                  .formatted(CurationDecided.FIRST, request.decidedAt())));
    }
    if (request.decidedAt() != null && request.decidedAt().isAfter(now.plus(SKEW))) {
      return Optional.of(
          DecisionProblems.invalid(
              "decidedAt lies in the future: " + request.decidedAt() + ", and it is " + now));
    }
    return Optional.ofNullable(complaint(request)).map(DecisionProblems::invalid);
  }

  private static String complaint(DecisionRequest request) {
    if (ImageHash.parse(request.image()).isEmpty()) {
      return "image must be 64 lower-case hexadecimal digits, not '" + request.image() + "'";
    }
    if (request.verdict() == null) {
      return "verdict is missing: APPROVED, PRUNED or WITHDRAWN";
    }
    if (request.reason().length() > MAX_REASON) {
      return "reason is longer than " + MAX_REASON + " characters";
    }
    if (request.classesSeen().size() > MAX_CLASSES || !named(request.classesSeen())) {
      return "classesSeen must be at most %d names of 1 to %d characters"
          .formatted(MAX_CLASSES, MAX_CLASS_NAME);
    }
    if (request.decision() != null && !DECISION.matcher(request.decision()).matches()) {
      return "decision must be 8 to 100 letters, digits, ':', '.', '_', '-', not '"
          + request.decision()
          + "'";
    }
    return null;
  }

  private static boolean named(List<String> names) {
    return names.stream()
        .allMatch(name -> name != null && !name.isBlank() && name.length() <= MAX_CLASS_NAME);
  }

  /**
   * The problem of a withdrawal after earlier decisions; empty when it is valid.
   *
   * @param replaced id of the withdrawn decision, null when there is none
   * @param history earlier decisions on the image
   */
  static Optional<ProblemDetail> withdrawalFault(
      DecisionRequest request, String replaced, DecisionHistory history, Quorum quorum) {
    ReviewState state = history.state(request.image());
    if (quorum.isShared()) {
      if (replaced == null) {
        return Optional.of(
            DecisionProblems.stale(
                "there is nothing to withdraw: you have no opinion on the image"));
      }
      return history.isOpinion(request.image(), replaced)
          ? Optional.empty()
          : Optional.of(
              DecisionProblems.stale(
                  "the decision %s is no longer the opinion of any reviewer: reload the image"
                      .formatted(replaced)));
    }
    if (state.status() == ReviewStatus.OPEN) {
      return Optional.of(
          DecisionProblems.stale("there is nothing to withdraw: the image is undecided"));
    }
    if (!state.decision().equals(replaced)) {
      return Optional.of(
          DecisionProblems.stale(
              "%s has decided since (%s): look at the image again"
                  .formatted(state.reviewer(), state.status())));
    }
    return Optional.empty();
  }
}

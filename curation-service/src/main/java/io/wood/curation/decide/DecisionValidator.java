package io.wood.curation.decide;

import io.wood.contracts.api.ProblemDetail;
import io.wood.contracts.api.curation.DecisionRequest;
import io.wood.contracts.api.curation.ReviewStatus;
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
  private static final int MOST_REASON = 2000;
  private static final int MOST_CLASSES = 50;
  private static final int MOST_CLASS_NAME = 100;

  /** A decision of tomorrow would beat every correction until then; clocks differ by less. */
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

  /** What is wrong with the wish by itself. */
  public static Optional<ProblemDetail> fault(DecisionRequest wish, Instant now) {
    if (wish == null) {
      return Optional.of(DecisionProblems.invalid("a decision is null"));
    }
    if (wish.decidedAt() != null && wish.decidedAt().isAfter(now.plus(SKEW))) {
      return Optional.of(
          DecisionProblems.invalid(
              "decidedAt lies in the future: " + wish.decidedAt() + ", and it is " + now));
    }
    return Optional.ofNullable(complaint(wish)).map(DecisionProblems::invalid);
  }

  private static String complaint(DecisionRequest wish) {
    if (ImageHash.parse(wish.image()).isEmpty()) {
      return "image must be 64 lower-case hexadecimal digits, not '" + wish.image() + "'";
    }
    if (wish.verdict() == null) {
      return "verdict is missing: APPROVED, PRUNED or WITHDRAWN";
    }
    if (wish.reason().length() > MOST_REASON) {
      return "reason is longer than " + MOST_REASON + " characters";
    }
    if (wish.classesSeen().size() > MOST_CLASSES || !named(wish.classesSeen())) {
      return "classesSeen must be at most %d names of 1 to %d characters"
          .formatted(MOST_CLASSES, MOST_CLASS_NAME);
    }
    if (wish.decision() != null && !DECISION.matcher(wish.decision()).matches()) {
      return "decision must be 8 to 100 letters, digits, ':', '.', '_', '-', not '"
          + wish.decision()
          + "'";
    }
    return null;
  }

  private static boolean named(List<String> names) {
    return names.stream()
        .allMatch(name -> name != null && !name.isBlank() && name.length() <= MOST_CLASS_NAME);
  }

  /**
   * What is wrong with a withdrawal as things stand.
   *
   * @param replaced the decision that it takes back, null when there is none
   * @param desk what has been decided about the image
   * @param quorum how many people must agree
   */
  static Optional<ProblemDetail> withdrawalFault(
      DecisionRequest wish, String replaced, DecisionHistory desk, int quorum) {
    ReviewState standing = desk.standing(wish.image());
    if (quorum > 1) {
      if (replaced == null) {
        return Optional.of(
            DecisionProblems.stale(
                "there is nothing to withdraw: you have no opinion on the image"));
      }
      return desk.isOpinion(wish.image(), replaced)
          ? Optional.empty()
          : Optional.of(
              DecisionProblems.stale(
                  "the decision %s is nobody's opinion any more: look at the image again"
                      .formatted(replaced)));
    }
    if (standing.status() == ReviewStatus.OPEN) {
      return Optional.of(
          DecisionProblems.stale("there is nothing to withdraw: the image is undecided"));
    }
    if (!standing.decision().equals(replaced)) {
      return Optional.of(
          DecisionProblems.stale(
              "%s has decided since (%s): look at the image again"
                  .formatted(standing.reviewer(), standing.status())));
    }
    return Optional.empty();
  }
}

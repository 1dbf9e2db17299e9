package io.wood.curation;

import io.wood.contracts.CurationDecided;
import io.wood.contracts.CurationDecided.Verdict;
import io.wood.kit.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what is wrong with a wish. */
final class WishCheck {
  private static final Pattern IMAGE = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern DECISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{7,99}");
  private static final int MOST_REASON = 2000;
  private static final int MOST_CLASSES = 50;
  private static final int MOST_CLASS_NAME = 100;

  private WishCheck() {}

  /** What is wrong with the wish by itself. */
  static Optional<Problem> fault(Wish wish) {
    if (wish == null) {
      return Optional.of(Refusals.invalid("a decision is null"));
    }
    return Optional.ofNullable(complaint(wish)).map(Refusals::invalid);
  }

  private static String complaint(Wish wish) {
    if (wish.image() == null || !IMAGE.matcher(wish.image()).matches()) {
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
   * What is wrong with the wish as things stand.
   *
   * @param standing of the image
   * @param known decisions with ids that the request names
   */
  static Optional<Problem> fault(Wish wish, Standing standing, Map<String, CurationDecided> known) {
    CurationDecided same = wish.decision() == null ? null : known.get(wish.decision());
    if (same != null && !same.image().equals(wish.image())) {
      return Optional.of(
          Refusals.invalid("the decision " + wish.decision() + " is about another image"));
    }
    if (same != null || wish.verdict() != Verdict.WITHDRAWN) {
      return Optional.empty();
    }
    if (standing.status() == Status.OPEN) {
      return Optional.of(Refusals.stale("there is nothing to withdraw: the image is undecided"));
    }
    if (wish.replaces() != null && !wish.replaces().equals(standing.decision())) {
      return Optional.of(
          Refusals.stale(
              "%s has decided since (%s): look at the image again"
                  .formatted(standing.reviewer(), standing.status())));
    }
    return Optional.empty();
  }
}

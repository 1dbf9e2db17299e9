package io.wood.cli.replay;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Chooses the decisions of a replay: those of the original, all that are made now, or all up to a
 * time.
 *
 * @param kind which decisions
 * @param until the time; null for the other kinds
 */
public record DecisionChoice(Kind kind, Instant until) {
  /** Kinds of choice. */
  public enum Kind {
    ORIGINAL,
    NOW,
    UNTIL
  }

  /** Those of the original experiment. */
  public static final DecisionChoice ORIGINAL = new DecisionChoice(Kind.ORIGINAL, null);

  /** All that are made now. */
  public static final DecisionChoice NOW = new DecisionChoice(Kind.NOW, null);

  /** All that were made before a time. */
  public static DecisionChoice until(Instant time) {
    return new DecisionChoice(Kind.UNTIL, time);
  }

  /**
   * Reads {@code original}, {@code now} or a time.
   *
   * @throws IllegalArgumentException for another text
   */
  public static DecisionChoice parse(String text) {
    if (text.equals("original")) {
      return ORIGINAL;
    }
    if (text.equals("now")) {
      return NOW;
    }
    try {
      return until(Instant.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is neither original, now, nor a time such as 2026-03-01T12:00:00Z".formatted(text),
          e);
    }
  }
}

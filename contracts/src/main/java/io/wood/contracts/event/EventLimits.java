package io.wood.contracts.event;

/**
 * Longest texts in events, in characters. What one event holds travels on in others, so it is
 * bounded where it enters: an event that was accepted can always be published again.
 */
final class EventLimits {
  /** Names that people and tools choose: sources, reviewers, classes, ids. */
  static final int NAME = 200;

  /** File names and sentences. */
  static final int TEXT = 2000;

  private EventLimits() {}

  /** Shortens a sentence that is for people only. */
  static String cut(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT - 1) + "…";
  }
}

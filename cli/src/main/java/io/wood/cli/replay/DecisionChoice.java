package io.wood.cli.replay;

import io.wood.cli.console.CommandFailedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses the decisions of a replay: those of the original, all that are made now, all up to a
 * time, or all below given offsets.
 *
 * @param kind which decisions
 * @param until the time; null for the other kinds
 * @param offsets per partition, the first offset not to use; empty for the other kinds
 */
public record DecisionChoice(Kind kind, Instant until, Map<Integer, Long> offsets) {
  private static final Pattern OFFSET =
      Pattern.compile("(?<partition>\\d{1,6})=(?<offset>\\d{1,18})");

  /** Kinds of choice. */
  public enum Kind {
    ORIGINAL,
    NOW,
    UNTIL,
    OFFSETS
  }

  /** Those of the original experiment. */
  public static final DecisionChoice ORIGINAL = new DecisionChoice(Kind.ORIGINAL, null, Map.of());

  /** All that are made now. */
  public static final DecisionChoice NOW = new DecisionChoice(Kind.NOW, null, Map.of());

  public DecisionChoice {
    offsets = Map.copyOf(offsets);
  }

  /** All that were made before a time. */
  public static DecisionChoice until(Instant time) {
    return new DecisionChoice(Kind.UNTIL, time, Map.of());
  }

  /** All below these offsets. */
  public static DecisionChoice below(Map<Integer, Long> offsets) {
    return new DecisionChoice(Kind.OFFSETS, null, offsets);
  }

  /**
   * Reads {@code original}, {@code now}, a time, or offsets such as {@code 0=12,1=40}.
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
    if (text.contains("=")) {
      return below(offsets(text));
    }
    try {
      return until(Instant.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is neither original, now, a time such as 2026-03-01T12:00:00Z, nor offsets such as"
                  .formatted(text)
              + " 0=12,1=40",
          e);
    }
  }

  /**
   * Refuses offsets that leave out a partition with decisions: none of those would count, although
   * nothing says so.
   *
   * @param ends looks up, per partition of the log, the offset behind its last decision
   * @throws CommandFailedException naming the partitions
   */
  public void requireWhole(Supplier<Map<Integer, Long>> ends) {
    if (kind != Kind.OFFSETS) {
      return;
    }
    Map<Integer, Long> missing = new TreeMap<>(ends.get());
    missing.values().removeIf(end -> end == 0);
    missing.keySet().removeAll(offsets.keySet());
    if (!missing.isEmpty()) {
      throw new CommandFailedException(
          "--decisions %s leaves out partitions with decisions: add PARTITION=OFFSET for each, 0 for none of it; the log ends at %s"
              .formatted(text(offsets), text(missing)));
    }
  }

  private static String text(Map<Integer, Long> offsets) {
    return new TreeMap<>(offsets)
        .entrySet().stream()
            .map(offset -> offset.getKey() + "=" + offset.getValue())
            .collect(Collectors.joining(","));
  }

  private static Map<Integer, Long> offsets(String text) {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      Matcher offset = OFFSET.matcher(part.strip());
      if (!offset.matches()) {
        throw new IllegalArgumentException(
            "'%s' in '%s' is not PARTITION=OFFSET, such as 0=12".formatted(part, text));
      }
      Integer partition = Integer.valueOf(offset.group("partition"));
      if (offsets.put(partition, Long.valueOf(offset.group("offset"))) != null) {
        throw new IllegalArgumentException(
            "'%s' names partition %d twice".formatted(text, partition));
      }
    }
    return offsets;
  }
}

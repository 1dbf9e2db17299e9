package io.wood.contracts;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Validation shared by the records of this package; every message names the component and the
 * value.
 */
public final class ContractChecks {
  private static final int SHA256_DIGITS = 64;
  private static final int SHOWN = 40;
  private static final int MAX_SHOWN = 100;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");

  private ContractChecks() {}

  public static <T> T required(T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  public static String text(String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing or blank");
    }
    return value;
  }

  /** Text of bounded length: it travels on in other events, which must stay publishable. */
  public static String text(String value, int maxLength, String name) {
    return atMost(text(value, name), maxLength, name);
  }

  /** Bounds the length of a text that may be empty or missing. */
  public static String atMost(String value, int maxLength, String name) {
    if (value != null && value.length() > maxLength) {
      throw new IllegalArgumentException(
          "%s has %d characters; at most %d are accepted, it starts with '%s'"
              .formatted(name, value.length(), maxLength, value.substring(0, SHOWN)));
    }
    return value;
  }

  /** Bounds the number of elements. */
  public static void size(Collection<?> elements, int max, String name) {
    if (elements.size() > max) {
      throw new IllegalArgumentException(
          "%s has %d elements; at most %d are accepted".formatted(name, elements.size(), max));
    }
  }

  /** A value as a message shows it: a longer one than any that is accepted is cut. */
  public static String shown(String value) {
    return value == null || value.length() <= MAX_SHOWN
        ? "'" + value + "'"
        : "'%s…' (%d characters)".formatted(value.substring(0, SHOWN), value.length());
  }

  public static String sha256(String value, String name) {
    if (value == null || !isSha256(value)) {
      throw new IllegalArgumentException(
          name + " must be 64 lower-case hexadecimal digits (a SHA-256), not " + shown(value));
    }
    return value;
  }

  /**
   * Checked by hand: every event has several hashes, and a pattern costs as much as the parsing.
   */
  private static boolean isSha256(String value) {
    for (int i = 0; i < value.length(); i++) {
      char digit = value.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return value.length() == SHA256_DIGITS;
  }

  public static String slug(String value, String name) {
    if (value == null || !SLUG.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name
              + " must be 1 to 80 of a-z, 0-9, '.', '_', '-' and start with a letter or digit, not "
              + shown(value));
    }
    return value;
  }

  public static double probability(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must lie in 0..1, not " + value);
    }
    return value;
  }

  public static void atLeast(long value, long min, String name) {
    if (value < min) {
      throw new IllegalArgumentException(name + " must be at least " + min + ", not " + value);
    }
  }

  public static void positive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be a positive number, not " + value);
    }
  }

  public static void notNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be a number of at least 0, not " + value);
    }
  }
}

package io.wood.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.wood.contracts.ContractChecks;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * Reads instants as producers write them: ISO 8601 with {@code Z} or an offset (with or without a
 * colon), or a number since 1970. A number from 1e11 on is milliseconds, a smaller one seconds; so
 * milliseconds within 84 days of 1970 are taken for seconds. The years 1900 to 2199 are accepted;
 * everything else is refused, above all a time without a zone.
 *
 * <p>Every event holds an instant, nearly always in the form {@code 2026-01-31T08:09:10.123Z}; the
 * general formatter takes nearly a third of the time of a whole event for it, so that form is read
 * by hand.
 */
final class InstantReader extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1;

  private static final String SHAPE = "0000-00-00T00:00:00";
  private static final int SECONDS_A_DAY = 86_400;
  private static final int NANO_DIGITS = 9;
  private static final int MILLIS_DIGITS = 3;

  /** As seconds in the year 5138, as milliseconds in 1973. */
  private static final BigDecimal FIRST_MILLIS = new BigDecimal("1e11");

  /** Beyond them arithmetic with a number costs what its exponent says, not its length. */
  private static final int MAX_SCALE = 100;

  private static final int MAX_PRECISION = 40;

  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d\\d)(\\d\\d)$");
  private static final Pattern LOCAL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d([.]\\d*)?)?)?");

  InstantReader() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      String text = parser.getText();
      Instant usual = usual(text);
      return withinYears(parser, text, usual != null ? usual : general(parser, text));
    }
    if (parser.currentToken().isNumeric()) {
      return withinYears(parser, parser.getText(), number(parser));
    }
    return InstantDeserializer.INSTANT.deserialize(parser, context);
  }

  private static Instant general(JsonParser parser, String text) throws IOException {
    String zoned = OFFSET_WITHOUT_COLON.matcher(text).replaceFirst("$1:$2");
    try {
      return Instant.parse(zoned);
    } catch (DateTimeParseException e) {
      throw refused(
          parser,
          LOCAL.matcher(text).matches()
              ? "'%s' has no time zone; add Z or an offset such as +02:00".formatted(text)
              : "'%s' is no time such as 2026-01-31T08:09:10Z or 2026-01-31T10:09:10+02:00"
                  .formatted(text));
    }
  }

  private static Instant number(JsonParser parser) throws IOException {
    BigDecimal value = parser.getDecimalValue();
    if (Math.abs((long) value.scale()) > MAX_SCALE || value.precision() > MAX_PRECISION) {
      throw refused(
          parser,
          ContractChecks.shown(parser.getText())
              + " is neither seconds nor milliseconds since 1970");
    }
    BigDecimal seconds =
        value.abs().compareTo(FIRST_MILLIS) >= 0 ? value.movePointLeft(MILLIS_DIGITS) : value;
    if (seconds.abs().compareTo(FIRST_MILLIS) >= 0) {
      throw refused(parser, "%s is neither seconds nor milliseconds since 1970".formatted(value));
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).movePointRight(NANO_DIGITS).longValue());
  }

  private static Instant withinYears(JsonParser parser, String text, Instant instant)
      throws IOException {
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw refused(
          parser,
          "%s is a time outside the years 1900 to 2199; numbers are seconds or milliseconds since 1970"
              .formatted(text));
    }
    return instant;
  }

  private static IOException refused(JsonParser parser, String complaint) {
    return JsonMappingException.from(parser, complaint, new IllegalArgumentException(complaint));
  }

  /** The instant, null when the text is not of the usual shape. */
  private static Instant usual(String text) {
    int end = text.length() - 1;
    if (end < SHAPE.length() || text.charAt(end) != 'Z') {
      return null;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      boolean digit = SHAPE.charAt(i) == '0';
      if (digit ? !isDigit(text.charAt(i)) : text.charAt(i) != SHAPE.charAt(i)) {
        return null;
      }
    }
    int nanos = nanos(text, SHAPE.length(), end);
    int month = Integer.parseInt(text, 5, 7, 10);
    int day = Integer.parseInt(text, 8, 10, 10);
    int hour = Integer.parseInt(text, 11, 13, 10);
    int minute = Integer.parseInt(text, 14, 16, 10);
    int second = Integer.parseInt(text, 17, 19, 10);
    // Leap days, leap seconds and the hour 24 have rules of their own.
    if (nanos < 0 || month < 1 || month > 12 || day < 1 || day > Month.of(month).minLength()) {
      return null;
    }
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    long days = LocalDate.of(Integer.parseInt(text, 0, 4, 10), month, day).toEpochDay();
    return Instant.ofEpochSecond(days * SECONDS_A_DAY + (hour * 60 + minute) * 60L + second, nanos);
  }

  /** The fraction of a second from {@code from} on; -1 when it is none. */
  private static int nanos(String text, int from, int end) {
    if (from == end) {
      return 0;
    }
    int digits = end - from - 1;
    if (text.charAt(from) != '.' || digits < 1 || digits > NANO_DIGITS) {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      char digit = i < digits ? text.charAt(from + 1 + i) : '0';
      if (!isDigit(digit)) {
        return -1;
      }
      nanos = 10 * nanos + digit - '0';
    }
    return nanos;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}

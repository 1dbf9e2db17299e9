package io.wood.curation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place behind a candidate in the order of pages: score, highest first, then image.
 *
 * @param score of the last candidate that was read
 * @param image its hash
 */
record Cursor(double score, String image) {
  private static final Pattern FORMAT = Pattern.compile("([0-9a-f]{1,16}):([0-9a-f]{64})");

  static Cursor after(Candidate candidate) {
    return new Cursor(candidate.score(), candidate.image());
  }

  /** Opaque to clients. */
  String text() {
    String plain = Long.toHexString(Double.doubleToLongBits(score)) + ":" + image;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  static Cursor parse(String text) {
    Matcher matcher;
    try {
      byte[] plain = Base64.getUrlDecoder().decode(text);
      matcher = FORMAT.matcher(new String(plain, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new BadRequest("cursor is none that this service gave: '" + text + "'", e);
    }
    if (!matcher.matches()) {
      throw new BadRequest("cursor is none that this service gave: '" + text + "'");
    }
    return new Cursor(
        Double.longBitsToDouble(Long.parseUnsignedLong(matcher.group(1), 16)), matcher.group(2));
  }
}

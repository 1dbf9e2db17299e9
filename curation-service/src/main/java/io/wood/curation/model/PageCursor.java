package io.wood.curation.model;

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
public record PageCursor(double score, String image) {
  private static final Pattern FORMAT = Pattern.compile("([0-9a-f]{1,16}):([0-9a-f]{64})");

  public static PageCursor after(Candidate candidate) {
    return new PageCursor(candidate.score(), candidate.image());
  }

  /** Opaque to clients. */
  public String text() {
    String plain = Long.toHexString(Double.doubleToLongBits(score)) + ":" + image;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  public static PageCursor parse(String text) {
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
    return new PageCursor(
        Double.longBitsToDouble(Long.parseUnsignedLong(matcher.group(1), 16)), matcher.group(2));
  }
}

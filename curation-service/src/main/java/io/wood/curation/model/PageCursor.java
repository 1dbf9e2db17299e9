package io.wood.curation.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in page order (highest score first, then by image hash): after one candidate.
 *
 * @param score score of the last candidate on the page
 * @param image its hash
 */
public record PageCursor(double score, String image) {
  private static final Pattern FORMAT = Pattern.compile("([0-9a-f]{1,16}):([0-9a-f]{64})");

  public static PageCursor after(Candidate candidate) {
    return new PageCursor(candidate.score(), candidate.image());
  }

  /** The text for clients, who must not interpret it. */
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
      throw new BadRequest(
          "cursor '" + text + "' is invalid: use the 'next' of the page before", e);
    }
    if (!matcher.matches()) {
      throw new BadRequest("cursor '" + text + "' is invalid: use the 'next' of the page before");
    }
    return new PageCursor(
        Double.longBitsToDouble(Long.parseUnsignedLong(matcher.group(1), 16)), matcher.group(2));
  }
}

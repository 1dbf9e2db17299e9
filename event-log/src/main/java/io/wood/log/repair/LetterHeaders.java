package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Header names of the records on dead-letter topics. A letter has {@link #REASON} and the place
 * where the record was. A marker has {@link #LETTER}: it says what was done about the letter at
 * that offset of the marker's own partition.
 */
public final class LetterHeaders {
  /** Beginning of all names that a dead letter adds to the record's own headers. */
  public static final String PREFIX = "dead-letter-";

  public static final String REASON = PREFIX + "reason";
  public static final String TOPIC = PREFIX + "topic";
  public static final String PARTITION = PREFIX + "partition";
  public static final String OFFSET = PREFIX + "offset";
  public static final String EXCEPTION = PREFIX + "exception-class-name";
  public static final String CAUSE = PREFIX + "cause";
  public static final String CAUSE_CLASS = PREFIX + "cause-class-name";

  /** Size of the whole body in bytes; only in a letter that was cut. */
  public static final String BODY_SIZE = PREFIX + "body-size";

  /** SHA-256 of the whole body; only in a letter that was cut. */
  public static final String BODY_SHA256 = PREFIX + "body-sha256";

  /** Marker: the offset of the letter, in the marker's partition. */
  static final String LETTER = PREFIX + "repaired-offset";

  /** Marker: where the record was published again; missing when the letter was dropped. */
  static final String REDRIVEN_TO = PREFIX + "redriven-to";

  /** Marker: who repaired. */
  static final String REPAIRED_BY = PREFIX + "repaired-by";

  private LetterHeaders() {}

  /** Returns the text of a header, empty without it. */
  public static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}

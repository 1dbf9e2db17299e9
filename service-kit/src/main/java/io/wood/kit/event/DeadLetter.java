package io.wood.kit.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.wood.log.repair.LetterHeaders;
import io.wood.store.Hashes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as it goes to the dead-letter topic: the same key, body and headers, and where it was
 * and why it cannot be handled in headers named {@code dead-letter-…}. {@link #cut} makes it small
 * enough to be published: it keeps the beginning of the body, and puts the size and hash of the
 * whole body into headers; the whole record is still in the original topic, at the place that the
 * headers name.
 */
final class DeadLetter {
  private static final int CUT_BODY = 256 << 10;
  private static final int CUT_TEXT = 4 << 10;

  private final String key;
  private final byte[] body;
  private final Headers original;
  private final Map<String, String> facts;

  private DeadLetter(String key, byte[] body, Headers original, Map<String, String> facts) {
    this.key = key;
    this.body = body;
    this.original = original;
    this.facts = facts;
  }

  static DeadLetter of(IncomingKafkaRecord<String, byte[]> record, Throwable reason) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(LetterHeaders.EXCEPTION, reason.getClass().getName());
    facts.put(LetterHeaders.REASON, message(reason));
    if (reason.getCause() != null) {
      facts.put(LetterHeaders.CAUSE_CLASS, reason.getCause().getClass().getName());
      facts.put(LetterHeaders.CAUSE, message(reason.getCause()));
    }
    facts.put(LetterHeaders.TOPIC, record.getTopic());
    facts.put(LetterHeaders.PARTITION, Integer.toString(record.getPartition()));
    facts.put(LetterHeaders.OFFSET, Long.toString(record.getOffset()));
    return new DeadLetter(record.getKey(), record.getPayload(), record.getHeaders(), facts);
  }

  /** Returns the letter with the beginning of its body and its short headers only. */
  DeadLetter cut() {
    Map<String, String> shortened = new LinkedHashMap<>();
    facts.forEach((name, text) -> shortened.put(name, begin(text)));
    byte[] whole = body == null ? new byte[0] : body;
    shortened.put(LetterHeaders.BODY_SIZE, Integer.toString(whole.length));
    shortened.put(LetterHeaders.BODY_SHA256, Hashes.sha256(whole));
    Headers headers = new RecordHeaders();
    for (Header header : original) {
      if (header.value() == null || header.value().length <= CUT_TEXT) {
        headers.add(header);
      }
    }
    return new DeadLetter(
        key == null ? null : begin(key),
        Arrays.copyOf(whole, Math.min(whole.length, CUT_BODY)),
        headers,
        shortened);
  }

  /** Returns the record to publish. */
  ProducerRecord<String, byte[]> record(String topic) {
    ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, key, body);
    facts.forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
    original.forEach(letter.headers()::add);
    return letter;
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }

  private static String begin(String text) {
    return text.length() <= CUT_TEXT ? text : text.substring(0, CUT_TEXT) + "…";
  }
}

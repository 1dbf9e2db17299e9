package io.wood.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads events from Kafka records: JSON, with or without the headers of CloudEvents in binary mode,
 * or CloudEvents in structured mode, where the record's body is the envelope and holds the event as
 * {@code data}.
 */
public final class EventRecords {
  /** A decision cannot be made later than it was written; clocks may differ by this much. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private static final String STRUCTURED = "application/cloudevents";
  private static final String BATCH = "application/cloudevents-batch";

  private EventRecords() {}

  /**
   * Reads the event in a record.
   *
   * @throws UnreadableEventException naming topic, partition, offset and what is wrong
   */
  public static <E extends Event> E read(ConsumerRecord<String, byte[]> record, Class<E> type) {
    if (record.value() == null || record.value().length == 0) {
      throw new UnreadableEventException(place(record) + ": the record is empty");
    }
    try {
      return checked(record, decode(record, type));
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(place(record) + ": " + e.getMessage(), e);
    }
  }

  private static <E extends Event> E decode(ConsumerRecord<String, byte[]> record, Class<E> type) {
    Header content = record.headers().lastHeader(CloudEventHeaders.CONTENT_TYPE);
    String mediaType = content == null ? "" : text(content).toLowerCase(Locale.ROOT);
    if (mediaType.startsWith(BATCH)) {
      throw new IllegalArgumentException(
          "this is a batch of CloudEvents (%s); send one event in a record".formatted(mediaType));
    }
    Header declared = record.headers().lastHeader(CloudEventHeaders.TYPE);
    if (mediaType.startsWith(STRUCTURED) || (declared == null && isEnvelope(record.value()))) {
      CloudEvent envelope = Json.read(record.value(), CloudEvent.class);
      requireType(envelope.type(), type, "the CloudEvent's type");
      return Json.read(envelope.content(), type);
    }
    if (declared != null) {
      requireType(text(declared), type, CloudEventHeaders.TYPE);
    }
    return Json.read(record.value(), type);
  }

  /**
   * Knows an envelope by its content: the Python SDK's version 1 puts the media type of the data,
   * or none, into the record's header.
   */
  private static boolean isEnvelope(byte[] body) {
    try {
      return object(body).containsKey("specversion");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Returns the properties of the event in a body that may be no event: as they stand there, or in
   * the {@code data} of a CloudEvent in structured mode.
   *
   * @return empty when it holds no JSON object
   */
  public static Map<?, ?> properties(byte[] body) {
    try {
      Map<?, ?> outer = object(body);
      Object data = outer.get("data");
      Object base64 = outer.get("data_base64");
      return data == null && base64 == null
          ? outer
          : object(new CloudEvent("1.0", null, data, (String) base64).content());
    } catch (IllegalArgumentException | ClassCastException e) {
      return Map.of();
    }
  }

  private static Map<?, ?> object(byte[] json) {
    Map<?, ?> properties = json == null ? null : Json.read(json, Map.class);
    return properties == null ? Map.of() : properties;
  }

  private static void requireType(String declared, Class<? extends Event> type, String what) {
    String expected = Topic.of(type).type();
    if (!expected.equals(declared)) {
      throw new IllegalArgumentException(
          "%s is '%s', this topic carries '%s'".formatted(what, declared, expected));
    }
  }

  /**
   * Refuses a decision that is dated after its own record: it would win over every later one. The
   * record's time is part of the log (brokers refuse times of the future), so every reader of the
   * log refuses the same decisions, also in a replay.
   */
  private static <E extends Event> E checked(ConsumerRecord<String, byte[]> record, E event) {
    if (event instanceof CurationDecided decision && record.timestamp() > 0) {
      Instant written = Instant.ofEpochMilli(record.timestamp());
      if (decision.decidedAt().isAfter(written.plus(CLOCK_TOLERANCE))) {
        throw new IllegalArgumentException(
            "decidedAt %s lies in the future: the record was written at %s"
                .formatted(decision.decidedAt(), written));
      }
    }
    return event;
  }

  /** Names a record, such as {@code wood.candidates.ranked-3@17}. */
  public static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  private static String text(Header header) {
    return header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}

package io.wood.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.Topic;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads events from Kafka records: a JSON body, and perhaps CloudEvents headers. */
public final class EventRecords {
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
    String expected = Topic.of(type).type();
    Header declared = record.headers().lastHeader(CloudEventHeaders.TYPE);
    if (declared != null && !expected.equals(text(declared))) {
      throw new UnreadableEventException(
          "%s: ce_type is '%s', this topic carries '%s'"
              .formatted(place(record), text(declared), expected));
    }
    try {
      return Json.read(record.value(), type);
    } catch (InvalidJsonException e) {
      throw new UnreadableEventException(place(record) + ": " + e.getMessage(), e);
    }
  }

  /** Names a record, such as {@code wood.candidates.ranked-3@17}. */
  public static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  private static String text(Header header) {
    return header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}

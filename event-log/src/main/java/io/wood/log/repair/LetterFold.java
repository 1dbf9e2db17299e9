package io.wood.log.repair;

import static io.wood.log.repair.LetterHeaders.text;

import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.api.repair.LetterRepair;
import io.wood.contracts.api.repair.LetterRepair.Outcome;
import io.wood.contracts.event.Topic;
import io.wood.log.CloudEventHeaders;
import io.wood.log.EventRecords;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Folds the records of dead-letter topics, each partition in order: letters, and the markers of
 * their repair. Of a body nothing is kept, so that a hundred thousand letters fit into memory.
 */
final class LetterFold {
  private static final int REASON_LENGTH = 1000;
  private static final int TEXT_LENGTH = 200;
  private static final Pattern SOURCE =
      Pattern.compile("\"source\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");

  private final Map<String, DeadLetterSummary> letters = new LinkedHashMap<>();

  /** Letters by the place to which their record was published again. */
  private final Map<String, String> redriven = new HashMap<>();

  void add(ConsumerRecord<String, byte[]> record) {
    String repaired = text(record.headers(), LetterHeaders.LETTER);
    if (repaired.isEmpty()) {
      DeadLetterSummary letter = letter(record);
      letters.put(letter.id(), letter);
    } else {
      mark(LetterPlace.text(record.topic(), record.partition(), repaired), record);
    }
  }

  /** Returns the letters as they are now; those with a new letter have failed again. */
  Collection<DeadLetterSummary> letters() {
    for (DeadLetterSummary letter : List.copyOf(letters.values())) {
      String earlier = redriven.get(letter.place());
      if (earlier != null && letters.containsKey(earlier) && letter.follows() == null) {
        letters.put(letter.id(), with(letter, earlier, letter.repair()));
        DeadLetterSummary first = letters.get(earlier);
        LetterRepair repair = first.repair();
        letters.put(
            earlier,
            with(
                first,
                first.follows(),
                new LetterRepair(Outcome.FAILED_AGAIN, repair.place(), repair.by(), repair.at())));
      }
    }
    return letters.values();
  }

  private void mark(String id, ConsumerRecord<String, byte[]> marker) {
    DeadLetterSummary letter = letters.get(id);
    if (letter == null) {
      return;
    }
    String place = text(marker.headers(), LetterHeaders.REDRIVEN_TO);
    if (!place.isEmpty()) {
      redriven.put(place, id);
    }
    letters.put(
        id,
        with(
            letter,
            letter.follows(),
            new LetterRepair(
                place.isEmpty() ? Outcome.DROPPED : Outcome.REDRIVEN,
                place,
                text(marker.headers(), LetterHeaders.REPAIRED_BY),
                Instant.ofEpochMilli(marker.timestamp()))));
  }

  private static DeadLetterSummary with(
      DeadLetterSummary letter, String follows, LetterRepair repair) {
    return new DeadLetterSummary(
        letter.id(),
        letter.topic(),
        letter.place(),
        letter.key(),
        letter.subject(),
        letter.source(),
        letter.reason(),
        letter.at(),
        letter.size(),
        letter.cut(),
        follows,
        repair);
  }

  /** Describes a letter that nothing was done about. */
  private static DeadLetterSummary letter(ConsumerRecord<String, byte[]> record) {
    Headers headers = record.headers();
    String whole = text(headers, LetterHeaders.BODY_SIZE);
    Map<?, ?> content = EventRecords.properties(record.value());
    int held = record.value() == null ? 0 : record.value().length;
    return new DeadLetterSummary(
        EventRecords.place(record),
        DeadLetterTopics.original(record.topic()).map(Topic::topicName).orElse(record.topic()),
        place(headers),
        record.key() == null ? null : begin(record.key(), TEXT_LENGTH),
        subject(record, content),
        source(record, content),
        begin(text(headers, LetterHeaders.REASON), REASON_LENGTH),
        Instant.ofEpochMilli(record.timestamp()),
        whole.matches("\\d{1,9}") ? Integer.parseInt(whole) : held,
        !whole.isEmpty(),
        null,
        null);
  }

  private static String place(Headers headers) {
    String partition = text(headers, LetterHeaders.PARTITION);
    return partition.isEmpty()
        ? ""
        : LetterPlace.text(
            text(headers, LetterHeaders.TOPIC), partition, text(headers, LetterHeaders.OFFSET));
  }

  private static String subject(ConsumerRecord<String, byte[]> record, Map<?, ?> content) {
    return content.get("image") instanceof String image && image.length() <= TEXT_LENGTH
        ? image
        : Objects.requireNonNullElse(record.key(), "");
  }

  /** The property {@code source} of the body, also of a broken one, else the CloudEvents source. */
  private static String source(ConsumerRecord<String, byte[]> record, Map<?, ?> content) {
    if (content.get("source") instanceof String source) {
      return begin(source, TEXT_LENGTH);
    }
    if (content.isEmpty() && record.value() != null) {
      Matcher matcher = SOURCE.matcher(LetterText.of(record.value()));
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return begin(text(record.headers(), CloudEventHeaders.SOURCE), TEXT_LENGTH);
  }

  private static String begin(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}

package io.wood.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.Topic;
import io.wood.store.Json;
import io.wood.store.MissingObjectException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class EventConsumerTest {
  private static final String IMAGE = "a".repeat(64);

  private final EventConsumer consumer = new EventConsumer();
  private final CandidatePublished event =
      new CandidatePublished(
          IMAGE,
          new ArtifactRef(Buckets.CANDIDATES, ObjectKeys.image(IMAGE), IMAGE, 9, "image/png"),
          "a.png",
          "camera",
          Instant.EPOCH);
  private final ConsumerRecord<String, byte[]> record =
      new ConsumerRecord<>(
          Topic.of(CandidatePublished.class).topicName(), 0, 1, IMAGE, Json.canonical(event));

  @Test
  void theLogsLinesNameTheEventInWork() {
    Map<String, Object> seen = new HashMap<>();

    consumer.handle(record, CandidatePublished.class, taken -> seen.putAll(MDC.getMap()));

    assertThat(seen).containsEntry("event", event.eventId()).containsEntry("key", IMAGE);
    assertThat(MDC.get("event")).isNull();
  }

  @Test
  void aRefusedEventLeavesNoNameBehind() {
    MissingObjectException missing = new MissingObjectException("candidates", "images/a");

    assertThatThrownBy(
            () ->
                consumer.handle(
                    record,
                    CandidatePublished.class,
                    taken -> {
                      throw missing;
                    }))
        .isInstanceOf(PermanentFailure.class);
    assertThat(MDC.get("event")).isNull();
    assertThat(MDC.get("key")).isNull();
  }
}

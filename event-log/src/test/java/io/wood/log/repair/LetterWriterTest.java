package io.wood.log.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.repair.DeadLetterSummary;
import io.wood.contracts.event.Topic;
import io.wood.log.LogUnavailableException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LetterWriterTest {
  private static final String TOPIC = Topic.CANDIDATES_PUBLISHED.topicName();
  private static final String LETTERS = Topic.CANDIDATES_PUBLISHED.deadLetterName();
  private static final DeadLetterSummary LETTER =
      new DeadLetterSummary(
          LETTERS + "-2@7",
          TOPIC,
          TOPIC + "-0@40",
          "k",
          "k",
          "",
          "the object is missing",
          Instant.EPOCH,
          2,
          false,
          null,
          null);

  @Test
  void aRecordThatKafkaRefusesIsOneLettersProblem() {
    for (RuntimeException refusal :
        new RuntimeException[] {
          new TopicAuthorizationException(Set.of(TOPIC)), new RecordTooLargeException("too large")
        }) {
      assertThatThrownBy(() -> redrive(new RefusingProducer(TOPIC, refusal)))
          .isInstanceOf(UnrepairableException.class)
          .hasMessageContaining("refuses the record for " + TOPIC)
          .hasMessageContaining(refusal.getMessage());
    }
  }

  @Test
  void aBrokerThatIsAwayIsAProblemOfAll() {
    assertThatThrownBy(
            () -> redrive(new RefusingProducer(TOPIC, new NotLeaderOrFollowerException("moved"))))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("moved");
  }

  @Test
  void aRefusedMarkerDoesNotHideThatTheRecordWasPublished() {
    RefusingProducer producer =
        new RefusingProducer(LETTERS, new TopicAuthorizationException(Set.of(LETTERS)));

    assertThatThrownBy(() -> redrive(producer))
        .isInstanceOf(UnrepairableException.class)
        .hasMessageContaining("published again as " + TOPIC + "-0@0")
        .hasMessageContaining("refuses the record for " + LETTERS);
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void theMarkerNamesTheLetterAndWhereTheRecordIsNow() {
    RefusingProducer producer = new RefusingProducer("", null);

    assertThat(redrive(producer)).isEqualTo("published again as " + TOPIC + "-0@0");
    ProducerRecord<String, byte[]> marker = producer.history().get(1);
    assertThat(marker.topic() + "-" + marker.partition()).isEqualTo(LETTERS + "-2");
    assertThat(LetterHeaders.text(marker.headers(), LetterHeaders.LETTER)).isEqualTo("7");
    assertThat(LetterHeaders.text(marker.headers(), LetterHeaders.REDRIVEN_TO))
        .isEqualTo(TOPIC + "-0@0");
  }

  private static String redrive(MockProducer<String, byte[]> producer) {
    return new LetterWriter(producer)
        .redrive(LETTER, new ProducerRecord<>(TOPIC, 0, "k", "{}".getBytes(UTF_8)), "ana");
  }

  /** Fails the records of one topic as the client does: by the future. */
  private static final class RefusingProducer extends MockProducer<String, byte[]> {
    private final String refused;
    private final RuntimeException refusal;

    RefusingProducer(String refused, RuntimeException refusal) {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
      this.refused = refused;
      this.refusal = refusal;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
      return record.topic().equals(refused)
          ? CompletableFuture.failedFuture(refusal)
          : super.send(record);
    }
  }
}

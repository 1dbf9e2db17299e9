package io.wood.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidatePublished;
import io.wood.store.Json;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventSenderTest {
  private static final String IMAGE = "a".repeat(64);
  private static final CandidatePublished EVENT =
      new CandidatePublished(
          IMAGE,
          new ArtifactRef("candidates", "images/" + IMAGE, IMAGE, 3, "image/png"),
          "lake.png",
          "crawler",
          Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void writesCloudEventsHeaders() {
    ProducerRecord<String, byte[]> record = EventSender.record(EVENT, "crawler");

    assertThat(record.topic()).isEqualTo("wood.candidates.published");
    assertThat(record.key()).isEqualTo(IMAGE);
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).isEqualTo("published:" + IMAGE + ":crawler");
    assertThat(header(record, "ce_type")).isEqualTo("wood.candidate.published.v1");
    assertThat(header(record, "ce_source")).isEqualTo("crawler");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
  }

  @Test
  void writesTheEventAsJson() {
    byte[] value = EventSender.record(EVENT, "crawler").value();

    assertThat(Json.read(value, CandidatePublished.class)).isEqualTo(EVENT);
  }

  private static String header(ProducerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}

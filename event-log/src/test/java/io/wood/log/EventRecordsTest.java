package io.wood.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.CandidatePublished;
import io.wood.contracts.event.CurationDecided;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.Topic;
import io.wood.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EventRecordsTest {
  private static final String IMAGE = "a".repeat(64);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final ArtifactRef REF =
      new ArtifactRef(Buckets.CANDIDATES, "images/" + IMAGE, IMAGE, 1, "image/png");
  private static final CandidatePublished EVENT =
      new CandidatePublished(IMAGE, REF, "bär.png", "tool", NOW);
  private static final String BODY = new String(Json.canonical(EVENT), UTF_8);

  @Test
  void readsCloudEventsInBinaryModeAndBareJson() {
    assertThat(read(BODY)).isEqualTo(EVENT);
    assertThat(read(BODY, "ce_type", "wood.candidate.published.v1")).isEqualTo(EVENT);
    assertThat(read(BODY, "content-type", "application/json")).isEqualTo(EVENT);
  }

  @Test
  void readsCloudEventsInStructuredMode() {
    String base64 = Base64.getEncoder().encodeToString(BODY.getBytes(UTF_8));
    String text = "\"" + BODY.replace("\"", "\\\"") + "\"";
    for (String data :
        List.of("\"data\": " + BODY, "\"data\": " + text, "\"data_base64\": \"" + base64 + "\"")) {
      assertThat(structured("1.0", "wood.candidate.published.v1", data)).as(data).isEqualTo(EVENT);
    }
  }

  /** Printed by the Python SDK 2.0.0 and by its interface of version 1. */
  @TestFactory
  Stream<DynamicTest> readsWhatThePythonSdkWrites() throws IOException {
    byte[] messages;
    try (InputStream file = EventRecordsTest.class.getResourceAsStream("/python-sdk.json")) {
      messages = file.readAllBytes();
    }
    return Arrays.stream(Json.read(messages, SdkMessage[].class))
        .map(
            message ->
                DynamicTest.dynamicTest(
                    message.name(), () -> assertThat(message.read()).isEqualTo(EVENT)));
  }

  private record SdkMessage(String name, Map<String, String> headers, String value) {
    CandidatePublished read() {
      return EventRecordsTest.read(
          value,
          headers.entrySet().stream()
              .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
              .toArray(String[]::new));
    }
  }

  @Test
  void unknownFieldsPass() {
    assertThat(read(BODY.replaceFirst("\\{", "{\"camera\": {\"iso\": 100}, "))).isEqualTo(EVENT);
  }

  @Test
  void refusesAnotherMajorVersionAndAnotherType() {
    assertThatThrownBy(() -> read(BODY, "ce_type", "wood.candidate.published.v2"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("wood.candidates.published-0@7")
        .hasMessageContaining("ce_type is 'wood.candidate.published.v2'");
    assertThatThrownBy(() -> structured("1.0", "wood.candidate.ranked.v1", "\"data\": " + BODY))
        .hasMessageContaining("the CloudEvent's type is 'wood.candidate.ranked.v1'");
  }

  @Test
  void saysWhatIsWrongWithAnEnvelope() {
    assertThatThrownBy(() -> structured("0.3", "wood.candidate.published.v1", "\"data\": " + BODY))
        .hasMessageContaining("specversion must be 1.0, not '0.3'");
    assertThatThrownBy(() -> structured("1.0", "wood.candidate.published.v1", "\"x\": 1"))
        .hasMessageContaining("neither data nor data_base64");
    assertThatThrownBy(
            () -> structured("1.0", "wood.candidate.published.v1", "\"data_base64\": \"*\""))
        .isInstanceOf(UnreadableEventException.class);
    assertThatThrownBy(
            () -> read("[" + BODY + "]", "content-type", "application/cloudevents-batch+json"))
        .hasMessageContaining("send one event in a record");
  }

  @Test
  void refusesADecisionThatIsDatedAfterItsRecord() {
    assertThat(decided(NOW.plus(Duration.ofHours(20))).decision()).isEqualTo("d");
    assertThatThrownBy(() -> decided(NOW.plus(Duration.ofDays(2))))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("decidedAt 2026-03-03T12:00:00Z lies in the future")
        .hasMessageContaining("written at 2026-03-01T12:00:00Z");
  }

  private static CurationDecided decided(Instant at) {
    CurationDecided decision =
        new CurationDecided(
            "d", IMAGE, REF, Verdict.APPROVED, "r", at, "", List.of(), "boat", .9, IMAGE, null, 1);
    return EventRecords.read(
        record(Topic.CURATION_DECIDED, Json.canonical(decision)), CurationDecided.class);
  }

  private static CandidatePublished structured(String version, String type, String data) {
    return read(
        "{\"specversion\": \"%s\", \"id\": \"1\", \"type\": \"%s\", \"source\": \"/tool\", %s}"
            .formatted(version, type, data),
        "content-type",
        "application/cloudevents+json; charset=UTF-8");
  }

  private static CandidatePublished read(String body, String... headers) {
    return EventRecords.read(
        record(Topic.CANDIDATES_PUBLISHED, body.getBytes(UTF_8), headers),
        CandidatePublished.class);
  }

  private static ConsumerRecord<String, byte[]> record(
      Topic topic, byte[] body, String... headers) {
    RecordHeaders all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return new ConsumerRecord<>(
        topic.topicName(),
        0,
        7,
        NOW.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        body.length,
        "key",
        body,
        all,
        Optional.empty());
  }
}

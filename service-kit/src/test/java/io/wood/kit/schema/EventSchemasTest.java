package io.wood.kit.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.wood.contracts.event.Topic;
import io.wood.log.EventRecords;
import io.wood.log.UnreadableEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents for machines agree with the records of the events, and every event that was ever
 * released is read by what all consumers read with. {@code -Dwood.schemas=write} writes the
 * documents after a change of a record.
 */
class EventSchemasTest {
  private static final Path GOLDEN = Path.of("../contracts/src/test/resources/events");
  private static final Path SERVED = Path.of("src/main/resources/META-INF/resources/wood");
  private static final String BEFORE = "-before-";

  /** The golden files. */
  static Stream<Path> released() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void theSchemaOfEachEventIsThatOfItsRecord(Topic topic) throws IOException {
    check(SERVED.resolve("schemas/" + topic.type() + ".json"), schema(topic));
  }

  @Test
  void theDocumentNamesEveryTopic() throws IOException {
    Map<Topic, JsonNode> samples = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      samples.put(topic, sample(topic));
    }
    check(SERVED.resolve("asyncapi.json"), ContractDocument.of(samples));
  }

  @ParameterizedTest
  @MethodSource("released")
  void everyReleasedEventFitsItsSchema(Path file) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema(topic(file)));

    assertThat(schema.validate(RecordSchema.parse(Files.readAllBytes(file)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void whatTheSchemaRequiresTheRecordRequiresToo(Topic topic) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema(topic));
    ObjectNode sample = (ObjectNode) sample(topic);
    for (JsonNode name : schema.getSchemaNode().path("required")) {
      ObjectNode without = sample.deepCopy();
      without.remove(name.textValue());
      assertThat(schema.validate(without)).as(name.textValue()).isNotEmpty();
      assertThat(RecordSchema.complaint(topic.eventClass(), without)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void everyReleasedEventIsReadInEveryMode(Path file) throws IOException {
    Topic topic = topic(file);
    String json = Files.readString(file);
    String envelope =
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/tool\", \"type\": \"%s\", \"data\": %s}"
            .formatted(topic.type(), json);
    String newer = json.replaceFirst("\\{", "{\"addedLater\": {\"a\": [1]}, ");

    Object event = EventRecords.read(record(topic, json), topic.eventClass());

    assertThat(EventRecords.read(record(topic, json, "ce_type", topic.type()), topic.eventClass()))
        .isEqualTo(event);
    assertThat(
            EventRecords.read(
                record(topic, envelope, "content-type", "application/cloudevents+json"),
                topic.eventClass()))
        .isEqualTo(event);
    assertThat(EventRecords.read(record(topic, newer), topic.eventClass())).isEqualTo(event);
    assertThatThrownBy(
            () ->
                EventRecords.read(
                    record(topic, json, "ce_type", topic.type().replace(".v1", ".v2")),
                    topic.eventClass()))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(".v2");
  }

  private static void check(Path file, JsonNode document) throws IOException {
    if ("write".equals(System.getProperty("wood.schemas"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, document.toPrettyString() + "\n");
    }
    assertThat(file).as("run the test once with -Dwood.schemas=write").exists();
    assertThat(RecordSchema.parse(Files.readAllBytes(file)))
        .as(file + " differs from the record; run the test once with -Dwood.schemas=write")
        .isEqualTo(RecordSchema.parse(document.toString().getBytes(UTF_8)));
  }

  private static JsonNode schema(Topic topic) throws IOException {
    return new RecordSchema(topic.eventClass(), sample(topic)).schema();
  }

  private static JsonNode sample(Topic topic) throws IOException {
    return RecordSchema.parse(Files.readAllBytes(GOLDEN.resolve(topic.type() + ".json")));
  }

  private static Topic topic(Path file) {
    String name = file.getFileName().toString().replace(".json", "");
    int before = name.indexOf(BEFORE);
    String type = before < 0 ? name : name.substring(0, before);
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static ConsumerRecord<String, byte[]> record(
      Topic topic, String json, String... headers) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(topic.topicName(), 0, 0, "key", json.getBytes(UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return record;
  }
}

package io.wood.kit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.contracts.event.Topic;
import io.wood.store.Json;
import java.util.Map;
import java.util.Set;

/** Writes the AsyncAPI 3 document: every topic with its event, headers, key and an example. */
final class ContractDocument {
  private static final ObjectMapper MAPPER = Json.mapper();

  /** What tools may publish; everything else is read. */
  private static final Set<Topic> FOR_TOOLS =
      Set.of(
          Topic.CANDIDATES_PUBLISHED,
          Topic.CURATION_DECIDED,
          Topic.EXPERIMENTS_REQUESTED,
          Topic.REFINEMENTS_REQUESTED);

  private ContractDocument() {}

  /**
   * Returns the document.
   *
   * @param samples one event of each topic
   */
  static ObjectNode of(Map<Topic, JsonNode> samples) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "wood events")
        .put("version", "1")
        .put(
            "description",
            "Topics of wood. A record is a CloudEvent 1.0 in binary mode (headers ce_…), in"
                + " structured mode (content-type application/cloudevents+json), or bare JSON."
                + " Unknown properties are ignored; another major version in the type becomes a"
                + " dead letter on TOPIC.dlq. Times have a zone; numbers are seconds or"
                + " milliseconds since 1970. Objects are in the store before their event is"
                + " published.");
    document.put("defaultContentType", "application/json");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode messages = document.putObject("components").putObject("messages");
    for (Topic topic : Topic.values()) {
      String name = topic.eventClass().getSimpleName();
      String id = topic.topicName().substring("wood.".length());
      channels.set(id, channel(topic, name));
      ObjectNode operation =
          operations.putObject(FOR_TOOLS.contains(topic) ? "receive" + name : "send" + name);
      operation.put("action", FOR_TOOLS.contains(topic) ? "receive" : "send");
      operation.putObject("channel").put("$ref", "#/channels/" + id);
      messages.set(name, message(topic, name, samples.get(topic)));
    }
    return document;
  }

  private static ObjectNode channel(Topic topic, String name) {
    ObjectNode channel = MAPPER.createObjectNode();
    channel.put("address", topic.topicName());
    channel.put("description", RecordSource.of(topic.eventClass()).description());
    channel.putObject("messages").putObject(name).put("$ref", "#/components/messages/" + name);
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.topicName()).put("partitions", topic.partitions());
    topic
        .retention()
        .ifPresent(
            time -> kafka.putObject("topicConfiguration").put("retention.ms", time.toMillis()));
    return channel;
  }

  private static ObjectNode message(Topic topic, String name, JsonNode sample) {
    ObjectNode message = MAPPER.createObjectNode();
    message.put("name", topic.type()).put("title", name).put("contentType", "application/json");
    ObjectNode headers = message.putObject("headers");
    headers.put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    properties.putObject("ce_specversion").put("type", "string").put("const", "1.0");
    properties.putObject("ce_type").put("type", "string").put("const", topic.type());
    for (String header : new String[] {"ce_id", "ce_source", "ce_time"}) {
      properties.putObject(header).put("type", "string");
    }
    message.putObject("payload").put("$ref", "schemas/" + topic.type() + ".json");
    message.putObject("bindings").putObject("kafka").putObject("key").put("type", "string");
    message.putArray("examples").addObject().set("payload", sample);
    return message;
  }
}

package io.wood.kit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.Event;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes an event as a JSON Schema (draft 7). Types come from the record; what is required and
 * which values are accepted comes from the record too: a valid event is changed in one place and
 * read again, and the record's own complaint says what it wants.
 */
final class RecordSchema {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final Pattern MAX_LENGTH = Pattern.compile("at most (\\d+) are accepted");
  private static final Pattern MINIMUM = Pattern.compile("must be at least (\\d+)");
  private static final int LONG = 20_000;

  private final Class<? extends Event> event;
  private final JsonNode sample;

  RecordSchema(Class<? extends Event> event, JsonNode sample) {
    this.event = event;
    this.sample = sample;
  }

  ObjectNode schema() {
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", event.getSimpleName());
    schema.setAll(record(event, ""));
    return schema;
  }

  private ObjectNode record(Class<?> type, String at) {
    RecordSource source = RecordSource.of(type);
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("type", "object").put("description", source.description());
    ArrayNode required = MAPPER.createArrayNode();
    ObjectNode properties = schema.putObject("properties");
    for (RecordComponent component : type.getRecordComponents()) {
      String place = at + "/" + component.getName();
      ObjectNode property = value(component.getGenericType(), place);
      String text = source.component(component.getName());
      if (!text.isEmpty()) {
        property.put("description", text);
      }
      properties.set(component.getName(), property);
      if (!sample.at(place).isMissingNode() && complaint(place, null).isPresent()) {
        required.add(component.getName());
      } else {
        acceptNull(property);
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  /** What may be missing may be null as well. */
  private static void acceptNull(ObjectNode property) {
    property.set("type", MAPPER.createArrayNode().add(property.get("type")).add("null"));
    if (property.get("enum") instanceof ArrayNode names) {
      names.addNull();
    }
  }

  private ObjectNode value(Type type, String at) {
    if (type instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == List.class;
      Type[] arguments = generic.getActualTypeArguments();
      ObjectNode schema = MAPPER.createObjectNode().put("type", list ? "array" : "object");
      return schema.set(
          list ? "items" : "additionalProperties",
          value(arguments[arguments.length - 1], list ? at + "/0" : at + "/" + firstKey(at)));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain, at);
    }
    ObjectNode schema = MAPPER.createObjectNode();
    if (plain.isEnum()) {
      ArrayNode names = schema.put("type", "string").putArray("enum");
      MAPPER.<JsonNode>valueToTree(plain.getEnumConstants()).forEach(names::add);
    } else if (plain == String.class) {
      text(schema.put("type", "string"), at);
    } else if (plain == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (plain == boolean.class || plain == Boolean.class) {
      schema.put("type", "boolean");
    } else {
      boolean whole = List.of(int.class, long.class, Integer.class, Long.class).contains(plain);
      number(schema.put("type", whole ? "integer" : "number"), at, whole);
    }
    return schema;
  }

  private void text(ObjectNode schema, String at) {
    if (at.endsWith("/bucket")) {
      ArrayNode names = schema.putArray("enum");
      Buckets.ALL.stream().sorted().filter(bucket -> isBucket(at, bucket)).forEach(names::add);
      return;
    }
    String odd = complaint(at, TextNode.valueOf("?")).orElse("");
    if (odd.contains("64 lower-case hexadecimal digits")) {
      schema.put("pattern", "^[0-9a-f]{64}$");
    } else if (odd.contains("1 to 80 of a-z")) {
      schema.put("pattern", "^[a-z0-9][a-z0-9._-]{0,79}$");
    } else {
      Matcher limit =
          MAX_LENGTH.matcher(complaint(at, TextNode.valueOf("x".repeat(LONG))).orElse(""));
      if (limit.find()) {
        schema.put("maxLength", Integer.parseInt(limit.group(1)));
      }
      if (complaint(at, TextNode.valueOf("")).orElse("").contains("missing or blank")) {
        schema.put("minLength", 1);
      }
    }
  }

  /**
   * In another bucket that the field may name, the key of the sample may have to begin otherwise.
   */
  private boolean isBucket(String at, String bucket) {
    return complaint(at, TextNode.valueOf(bucket))
        .filter(complaint -> !complaint.contains(".key must "))
        .isEmpty();
  }

  private void number(ObjectNode schema, String at, boolean whole) {
    String complaint =
        complaint(at, whole ? IntNode.valueOf(-1) : DoubleNode.valueOf(-1)).orElse("");
    Matcher minimum = MINIMUM.matcher(complaint);
    if (complaint.contains("must lie in 0..1")) {
      schema.put("minimum", 0).put("maximum", 1);
    } else if (complaint.contains("must be a positive number")) {
      schema.put("exclusiveMinimum", 0);
    } else if (minimum.find()) {
      schema.put("minimum", Integer.parseInt(minimum.group(1)));
    } else if (complaint.contains("at least 0")) {
      schema.put("minimum", 0);
    }
  }

  private String firstKey(String at) {
    JsonNode map = sample.at(at);
    return map.isObject() && map.fieldNames().hasNext() ? map.fieldNames().next() : "none";
  }

  /** Returns what the record says to the event with another value in one place; null removes it. */
  private Optional<String> complaint(String at, JsonNode value) {
    if (sample.at(at).isMissingNode()) {
      return Optional.empty();
    }
    JsonNode changed = sample.deepCopy();
    int slash = at.lastIndexOf('/');
    JsonNode parent = changed.at(at.substring(0, slash));
    String name = at.substring(slash + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), value);
    } else if (value == null) {
      ((ObjectNode) parent).remove(name);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
    return complaint(event, changed);
  }

  static Optional<String> complaint(Class<? extends Event> event, JsonNode json) {
    try {
      Json.read(json.toString().getBytes(StandardCharsets.UTF_8), event);
      return Optional.empty();
    } catch (InvalidJsonException e) {
      return Optional.of(e.getMessage());
    }
  }

  static JsonNode parse(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }
}

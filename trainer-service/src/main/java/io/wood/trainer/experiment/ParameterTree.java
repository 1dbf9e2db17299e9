package io.wood.trainer.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.store.Json;
import io.wood.trainer.experiment.RefusedException.Kind;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parameter records as trees of named knobs: some set over defaults, all laid side by side. */
public final class ParameterTree {
  /** A misspelt knob must not go unnoticed. */
  private static final ObjectMapper STRICT =
      Json.mapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ParameterTree() {}

  /**
   * The defaults with some knobs set otherwise.
   *
   * @param name what the knobs belong to, for the message
   * @param knobs nested as in the record; null for none
   */
  static <T> T set(String name, T defaults, Map<String, Object> knobs, Class<T> type) {
    if (knobs == null) {
      return defaults;
    }
    ObjectNode tree = STRICT.valueToTree(defaults);
    merge(tree, STRICT.valueToTree(knobs));
    return read(name, tree, type);
  }

  /**
   * A record out of a tree.
   *
   * @param name what it is, for the message
   */
  public static <T> T read(String name, JsonNode tree, Class<T> type) {
    try {
      return STRICT.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new RefusedException(Kind.INVALID, name + where(e) + ": " + what(e));
    }
  }

  /** Every knob by its full name, such as {@code schedule.batchSize}. */
  static Map<String, String> flat(Object record) {
    Map<String, String> knobs = new TreeMap<>();
    collect("", STRICT.valueToTree(record), knobs);
    return knobs;
  }

  private static void merge(ObjectNode onto, ObjectNode knobs) {
    knobs
        .properties()
        .forEach(
            knob -> {
              if (knob.getValue() instanceof ObjectNode inner
                  && onto.get(knob.getKey()) instanceof ObjectNode ontoInner) {
                merge(ontoInner, inner);
              } else {
                onto.set(knob.getKey(), knob.getValue());
              }
            });
  }

  private static void collect(String path, JsonNode node, Map<String, String> knobs) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              knob ->
                  collect(
                      path.isEmpty() ? knob.getKey() : path + "." + knob.getKey(),
                      knob.getValue(),
                      knobs));
    } else {
      knobs.put(path, node.isTextual() ? node.textValue() : node.toString());
    }
  }

  private static String where(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .filter(step -> step.getFieldName() != null)
            .map(step -> "." + step.getFieldName())
            .collect(Collectors.joining())
        : "";
  }

  private static String what(JsonProcessingException e) {
    if (e instanceof MismatchedInputException mismatch
        && mismatch.getTargetType() != null
        && Map.class.isAssignableFrom(mismatch.getTargetType())) {
      return "must be an object";
    }
    return e.getCause() instanceof IllegalArgumentException complaint
        ? complaint.getMessage()
        : e.getOriginalMessage();
  }
}

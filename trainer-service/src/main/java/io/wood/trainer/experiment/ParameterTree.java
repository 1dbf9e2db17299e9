package io.wood.trainer.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
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

/**
 * Treats parameter records as JSON trees: overrides defaults, and lists parameters by full name.
 */
public final class ParameterTree {
  /** Rejects unknown names, so that a misspelled parameter is reported. */
  private static final ObjectMapper STRICT =
      Json.mapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Writes null too, so that it replaces a default. */
  private static final ObjectMapper COMPLETE =
      STRICT.copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

  private ParameterTree() {}

  /**
   * Returns the defaults with some parameters replaced.
   *
   * @param name what the parameters belong to, for the message
   * @param parameters nested as in the record; null for none
   */
  public static <T> T set(String name, T defaults, Map<String, Object> parameters, Class<T> type) {
    if (parameters == null) {
      return defaults;
    }
    ObjectNode tree = STRICT.valueToTree(defaults);
    merge(tree, STRICT.valueToTree(parameters));
    return read(name, tree, type);
  }

  /**
   * Converts a tree to a record.
   *
   * @param name name of the record, for the message
   */
  public static <T> T read(String name, JsonNode tree, Class<T> type) {
    try {
      return STRICT.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new RefusedException(Kind.INVALID, name + where(e) + ": " + what(e));
    }
  }

  /** Every parameter by its full name, such as {@code schedule.batchSize}. */
  static Map<String, String> flat(Object record) {
    return flat("", record);
  }

  /** The same with a name before all of them. */
  static Map<String, String> flat(String name, Object record) {
    Map<String, String> parameters = new TreeMap<>();
    collect(name, STRICT.valueToTree(record), parameters);
    return parameters;
  }

  /** A record as nested maps, null included: {@link #set} of it gives the record again. */
  public static Map<String, Object> map(Object record) {
    return COMPLETE.convertValue(record, new TypeReference<>() {});
  }

  private static void merge(ObjectNode onto, ObjectNode parameters) {
    parameters
        .properties()
        .forEach(
            parameter -> {
              if (parameter.getValue() instanceof ObjectNode inner
                  && onto.get(parameter.getKey()) instanceof ObjectNode ontoInner) {
                merge(ontoInner, inner);
              } else {
                onto.set(parameter.getKey(), parameter.getValue());
              }
            });
  }

  private static void collect(String path, JsonNode node, Map<String, String> parameters) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              parameter ->
                  collect(
                      path.isEmpty() ? parameter.getKey() : path + "." + parameter.getKey(),
                      parameter.getValue(),
                      parameters));
    } else {
      parameters.put(path, node.isTextual() ? node.textValue() : node.toString());
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

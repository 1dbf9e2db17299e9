package io.wood.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.cli.console.CommandFailedException;
import io.wood.store.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tree of parameters, set one by one by path, such as {@code schedule.steps=100}. A tree made
 * from a record contains all its parameters, including those that are null, because a parameter
 * that is left out takes its default.
 */
public final class ParameterTree {
  private static final ObjectMapper MAPPER =
      Json.mapper().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

  private final ObjectNode tree;

  private ParameterTree(ObjectNode tree) {
    this.tree = tree;
  }

  /** An empty tree. */
  public static ParameterTree empty() {
    return new ParameterTree(MAPPER.createObjectNode());
  }

  /** All parameters of a record. */
  public static ParameterTree of(Object record) {
    return new ParameterTree(MAPPER.valueToTree(record));
  }

  /** Sets one parameter; null changes nothing. */
  public ParameterTree set(String path, Object value) {
    if (value == null) {
      return this;
    }
    String[] names = path.split("\\.", -1);
    ObjectNode node = tree;
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode inner = node.get(names[i]);
      node = inner instanceof ObjectNode object ? object : node.putObject(names[i]);
    }
    node.set(names[names.length - 1], MAPPER.valueToTree(value));
    return this;
  }

  /** Sets one parameter from {@code path=value}; a value that is not JSON is text. */
  public ParameterTree assign(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new CommandFailedException(
          "--set " + assignment + ": expected NAME=VALUE, such as optimiser.momentum=.9");
    }
    return set(assignment.substring(0, equals), node(assignment.substring(equals + 1)));
  }

  /** Reads a value: JSON, or else text. */
  public static Object value(String text) {
    return MAPPER.convertValue(node(text), Object.class);
  }

  private static JsonNode node(String text) {
    String number = text.matches("-?\\.\\d+(e-?\\d+)?") ? text.replaceFirst("\\.", "0.") : text;
    try {
      return MAPPER.readTree(number);
    } catch (JsonProcessingException e) {
      return MAPPER.getNodeFactory().textNode(text);
    }
  }

  /** Returns every parameter by its path, sorted. */
  public Map<String, JsonNode> flat() {
    Map<String, JsonNode> parameters = new TreeMap<>();
    collect("", tree, parameters);
    return parameters;
  }

  private static void collect(String path, JsonNode node, Map<String, JsonNode> parameters) {
    if (node instanceof ObjectNode object) {
      String prefix = path.isEmpty() ? "" : path + ".";
      object
          .properties()
          .forEach(inner -> collect(prefix + inner.getKey(), inner.getValue(), parameters));
    } else {
      parameters.put(path, node);
    }
  }

  /** Returns the tree as nested maps. */
  public Map<String, Object> values() {
    return MAPPER.convertValue(tree, new TypeReference<>() {});
  }

  /**
   * Reads the tree as a record.
   *
   * @throws CommandFailedException naming the parameter with an invalid value
   */
  public <T> T read(Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException("invalid parameter: " + Json.complaint(e), e);
    }
  }
}

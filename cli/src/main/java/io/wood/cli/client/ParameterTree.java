package io.wood.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.cli.console.CommandFailedException;
import io.wood.store.Json;

/**
 * Parameters as a tree that is filled knob by knob, such as {@code schedule.steps=100}. A record
 * states all its knobs, those too that are null: what a tree leaves out keeps its default.
 */
public final class ParameterTree {
  private static final ObjectMapper MAPPER =
      Json.mapper().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

  private final ObjectNode tree;

  private ParameterTree(ObjectNode tree) {
    this.tree = tree;
  }

  /** No knob set. */
  public static ParameterTree none() {
    return new ParameterTree(MAPPER.createObjectNode());
  }

  /** Every knob of a record, to set some otherwise. */
  public static ParameterTree of(Object record) {
    return new ParameterTree(MAPPER.valueToTree(record));
  }

  /** Sets one knob; null leaves it as it is. */
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

  /** Sets one knob from {@code path=value}; the value is JSON, or text where it is not. */
  public ParameterTree assign(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new CommandFailedException(
          "--set " + assignment + ": expected KNOB=VALUE, such as optimiser.momentum=.9");
    }
    return set(assignment.substring(0, equals), value(assignment.substring(equals + 1)));
  }

  private static JsonNode value(String text) {
    String number = text.matches("-?\\.\\d+(e-?\\d+)?") ? text.replaceFirst("\\.", "0.") : text;
    try {
      return MAPPER.readTree(number);
    } catch (JsonProcessingException e) {
      return MAPPER.getNodeFactory().textNode(text);
    }
  }

  /** True when nothing is set. */
  public boolean isEmpty() {
    return tree.isEmpty();
  }

  /** The tree. */
  public ObjectNode tree() {
    return tree;
  }
}

package io.wood.cli.replay;

import io.wood.cli.client.ParameterTree;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.parameter.OodSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads an {@link OodSelection} from rules such as {@code first=200} or {@code class=boat}. */
public final class SelectionRules {
  /** Explains the rules, for the help of a command. */
  public static final String HELP =
      "Which of the approved OoDs to use: first=N (by score), per-class=N, random=SEED (order for"
          + " these two), class=NAME, approved-by=PERSON, opinions=N, source=NAME,"
          + " not-source=NAME, model=HASH (first digits), image=SHA256, list=FILE (one SHA256 per"
          + " line). Repeatable; all rules apply.";

  private static final List<String> EVERY = List.of("all");

  private static final List<String> NUMBERS = List.of("first", "per-class", "random", "opinions");
  private static final List<String> LISTS =
      List.of("class", "approved-by", "source", "not-source", "model", "image", "list");
  private static final Map<String, String> FIELDS =
      Map.of(
          "class", "classes",
          "approved-by", "approvedBy",
          "source", "sources",
          "not-source", "notSources",
          "model", "models",
          "image", "images");

  private final Map<String, String> numbers = new TreeMap<>();
  private final Map<String, List<String>> lists = new TreeMap<>();

  private SelectionRules() {}

  /**
   * Reads rules.
   *
   * @param rules {@code NAME=VALUE} each
   * @return null for no rules, and for {@code all}
   * @throws CommandFailedException naming a rule that cannot be read, and the known ones
   */
  public static OodSelection parse(List<String> rules) {
    if (isEvery(rules)) {
      return null;
    }
    return ParameterTree.of(tree(rules)).read(OodSelection.class);
  }

  /** True if the rules choose all approved OoDs. */
  public static boolean isEvery(List<String> rules) {
    return rules.isEmpty() || rules.equals(EVERY);
  }

  /**
   * Reads rules to which others will be added.
   *
   * @return the fields of an {@link OodSelection} that are given
   */
  public static Map<String, Object> tree(List<String> rules) {
    SelectionRules parsed = new SelectionRules();
    rules.forEach(parsed::add);
    return parsed.fields();
  }

  private void add(String rule) {
    int equals = rule.indexOf('=');
    String name = equals < 0 ? rule : rule.substring(0, equals);
    String value = equals < 0 ? "" : rule.substring(equals + 1).strip();
    if (value.isEmpty() || !(NUMBERS.contains(name) || LISTS.contains(name))) {
      throw new CommandFailedException(
          "--select %s: expected NAME=VALUE with one of %s, %s"
              .formatted(rule, String.join(", ", NUMBERS), String.join(", ", LISTS)));
    }
    if (name.equals("list")) {
      lists
          .computeIfAbsent("image", key -> new ArrayList<>())
          .addAll(hashes("--select " + rule, Path.of(value)));
    } else if (LISTS.contains(name)) {
      lists.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    } else if (numbers.putIfAbsent(name, value) != null) {
      throw new CommandFailedException("--select %s: %s is given twice".formatted(rule, name));
    }
  }

  private Map<String, Object> fields() {
    ParameterTree fields =
        ParameterTree.empty()
            .set("first", integer("first"))
            .set("perClass", integer("per-class"))
            .set("random", number("random"))
            .set("opinions", integer("opinions"));
    FIELDS.forEach((rule, field) -> fields.set(field, lists.get(rule)));
    return fields.values();
  }

  private Integer integer(String name) {
    Long number = number(name);
    if (number != null && number != number.intValue()) {
      throw new CommandFailedException("--select %s=%d is too large".formatted(name, number));
    }
    return number == null ? null : Integer.valueOf(number.intValue());
  }

  private Long number(String name) {
    String text = numbers.get(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new CommandFailedException(
          "--select %s=%s: expected a whole number".formatted(name, text), e);
    }
  }

  /**
   * Reads a list of images: a SHA-256 on each line; blank lines and lines that begin with # are
   * left out.
   *
   * @param option the option with the file, for messages
   * @throws CommandFailedException when the file cannot be read or lists no image
   */
  public static List<String> hashes(String option, Path file) {
    try {
      List<String> hashes =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      if (hashes.isEmpty()) {
        throw new CommandFailedException(
            option + ": the file is empty; leave the option out to use all images");
      }
      return hashes;
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be read: %s".formatted(option, e), e);
    }
  }
}

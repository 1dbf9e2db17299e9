package io.wood.contracts.parameter;

import io.wood.contracts.ContractChecks;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of the approved hard OoDs an experiment uses. Rules that are given all apply: first those
 * that leave images out, then {@code perClass}, then {@code first}. Without any rule all approved
 * ones are used.
 *
 * @param first at most so many, by score from the highest; null for no limit
 * @param perClass at most so many of each predicted class, by score from the highest; null for no
 *     limit
 * @param random seed of a random order that the limits use instead of the score; null for the
 *     score. The first n are part of the first n + 1
 * @param classes predicted classes; empty for all
 * @param approvedBy people of whom at least one approved it; empty for all
 * @param opinions how many people must have approved it; null for the quorum of its decisions
 * @param sources publishers; empty for all
 * @param notSources publishers whose candidates are not used
 * @param models models that ranked it: first digits of the SHA-256 of their weights; empty for all
 * @param images SHA-256 of the candidates, each of which must be approved; empty for all
 */
public record OodSelection(
    Integer first,
    Integer perClass,
    Long random,
    List<String> classes,
    List<String> approvedBy,
    Integer opinions,
    List<String> sources,
    List<String> notSources,
    List<String> models,
    List<String> images) {
  /** No rule: all approved OoDs. */
  public static final OodSelection ALL =
      new OodSelection(null, null, null, null, null, null, null, null, null, null);

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8,64}");

  public OodSelection {
    requirePositive(first, "selection.first");
    requirePositive(perClass, "selection.perClass");
    requirePositive(opinions, "selection.opinions");
    if (random != null && first == null && perClass == null) {
      throw new IllegalArgumentException(
          "selection.random orders for a limit, and there is none; give selection.first or"
              + " selection.perClass too");
    }
    classes = names(classes, "selection.classes");
    approvedBy = names(approvedBy, "selection.approvedBy");
    sources = names(sources, "selection.sources");
    notSources = names(notSources, "selection.notSources");
    models = names(models, "selection.models");
    models.forEach(OodSelection::requireDigits);
    images = images == null ? List.of() : List.copyOf(images);
    images.forEach(image -> ContractChecks.sha256(image, "selection.images"));
  }

  /** The selection, or null for one without rules, so that both are stored alike. */
  public static OodSelection orNull(OodSelection selection) {
    return ALL.equals(selection) ? null : selection;
  }

  private static void requirePositive(Integer number, String name) {
    if (number != null) {
      ContractChecks.atLeast(number, 1, name);
    }
  }

  private static List<String> names(List<String> given, String field) {
    List<String> names = given == null ? List.of() : List.copyOf(given);
    names.forEach(name -> ContractChecks.text(name, field));
    return names;
  }

  private static void requireDigits(String model) {
    if (!DIGITS.matcher(model).matches()) {
      throw new IllegalArgumentException(
          "selection.models must be at least 8 of the hexadecimal digits of a SHA-256, not '%s'"
              .formatted(model));
    }
  }
}

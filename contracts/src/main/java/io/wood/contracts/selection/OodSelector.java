package io.wood.contracts.selection;

import io.wood.contracts.Sha256Digest;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.parameter.OodSelection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Applies an {@link OodSelection}. A name that fits none of the approved OoDs is refused: it is
 * misspelled, and would change the set unnoticed.
 */
public final class OodSelector {
  private static final Comparator<ApprovedOod> BY_SCORE =
      Comparator.comparingDouble(ApprovedOod::score).reversed().thenComparing(ApprovedOod.BY_HASH);

  private final OodSelection rules;

  /** Selects by these rules; null for all. */
  public OodSelector(OodSelection rules) {
    this.rules = rules == null ? OodSelection.ALL : rules;
  }

  /**
   * Returns the files of the selected OoDs in the order of their hashes.
   *
   * @throws IllegalArgumentException when a rule names something that none of them has, or when
   *     nothing is left; names the rule, the value and the remedy
   */
  public List<ArtifactRef> select(List<ApprovedOod> approved) {
    List<ApprovedOod> left = matching(approved);
    if (rules.random() == null) {
      left = left.stream().sorted(BY_SCORE).toList();
    } else {
      left = left.stream().sorted(randomOrder(rules.random())).toList();
    }
    if (rules.perClass() != null) {
      Map<String, Integer> taken = new HashMap<>();
      left =
          left.stream()
              .filter(ood -> taken.merge(ood.predictedClass(), 1, Integer::sum) <= rules.perClass())
              .toList();
    }
    if (rules.first() != null) {
      left = left.stream().limit(rules.first()).toList();
    }
    if (left.isEmpty() && !approved.isEmpty()) {
      throw new IllegalArgumentException(
          "the selection leaves none of %d approved OoDs. Leave one of its rules out"
              .formatted(approved.size()));
    }
    return left.stream().sorted(ApprovedOod.BY_HASH).map(ApprovedOod::artifact).toList();
  }

  private List<ApprovedOod> matching(List<ApprovedOod> approved) {
    requireKnown("classes", rules.classes(), values(approved, ApprovedOod::predictedClass));
    requireKnown(
        "approvedBy",
        rules.approvedBy(),
        approved.stream()
            .flatMap(ood -> ood.approvedBy().stream())
            .collect(Collectors.toCollection(TreeSet::new)));
    requireSources(approved);
    rules.models().forEach(model -> requireModel(model, values(approved, ApprovedOod::weights)));
    Set<String> images = Set.copyOf(rules.images());
    requireImages(images, approved);
    Predicate<ApprovedOod> kept =
        ood ->
            (rules.classes().isEmpty() || rules.classes().contains(ood.predictedClass()))
                && (rules.approvedBy().isEmpty()
                    || ood.approvedBy().stream().anyMatch(rules.approvedBy()::contains))
                && (rules.opinions() == null || ood.approvedBy().size() >= rules.opinions())
                && (rules.sources().isEmpty() || rules.sources().contains(ood.source()))
                && !rules.notSources().contains(ood.source())
                && (rules.models().isEmpty()
                    || rules.models().stream().anyMatch(ood.weights()::startsWith))
                && (images.isEmpty() || images.contains(ood.artifact().sha256()));
    return approved.stream().filter(kept).toList();
  }

  private static Set<String> values(
      List<ApprovedOod> approved, Function<ApprovedOod, String> value) {
    return approved.stream().map(value).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void requireKnown(String rule, List<String> names, Collection<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "selection.%s: no approved OoD has '%s'. Choose of %s".formatted(rule, name, known));
      }
    }
  }

  private void requireSources(List<ApprovedOod> approved) {
    if (rules.sources().isEmpty() && rules.notSources().isEmpty()) {
      return;
    }
    long silent = approved.stream().filter(ood -> ood.source().isEmpty()).count();
    if (silent > 0) {
      throw new IllegalArgumentException(
          "selection.sources and selection.notSources: the decisions on %d of %d approved OoDs do"
                  .formatted(silent, approved.size())
              + " not name the source, as older ones. Decide these again, or select by another rule");
    }
    Set<String> known = values(approved, ApprovedOod::source);
    requireKnown("sources", rules.sources(), known);
    requireKnown("notSources", rules.notSources(), known);
  }

  private static void requireModel(String model, Set<String> known) {
    if (known.stream().noneMatch(weights -> weights.startsWith(model))) {
      throw new IllegalArgumentException(
          "selection.models: no approved OoD was ranked by '%s'. Choose of %s"
              .formatted(model, known));
    }
  }

  private static void requireImages(Set<String> images, List<ApprovedOod> approved) {
    Set<String> missing = new TreeSet<>(images);
    approved.forEach(ood -> missing.remove(ood.artifact().sha256()));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "selection.images: %d of %d images are not approved by these decisions, such as %s."
                  .formatted(missing.size(), images.size(), missing.iterator().next())
              + " Approve them, or take them off the list");
    }
  }

  /** An order that depends on the image and the seed alone, not on the other images. */
  private static Comparator<ApprovedOod> randomOrder(long seed) {
    MessageDigest sha256 = Sha256Digest.create();
    Map<ApprovedOod, BigInteger> places = new HashMap<>();
    return Comparator.<ApprovedOod, BigInteger>comparing(
            ood ->
                places.computeIfAbsent(
                    ood,
                    one ->
                        new BigInteger(
                            1,
                            sha256.digest(
                                (seed + " " + one.artifact().sha256())
                                    .getBytes(StandardCharsets.UTF_8)))))
        .thenComparing(ApprovedOod.BY_HASH);
  }
}

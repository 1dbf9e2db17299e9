package io.wood.cli.dataset;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.image.LabelMap;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what an import stores, so that a person can check it, and finds what looks wrong. */
final class ImportReport {
  private static final int MAX_NAMES = 10;

  private final List<String> classes;
  private final List<String> notes = new ArrayList<>();
  private final List<DatasetManifest.Image> images = new ArrayList<>();
  private final Map<Integer, Long> pixels = new TreeMap<>();
  private final Map<Integer, Long> masks = new TreeMap<>();
  private final List<String> withoutObject = new ArrayList<>();
  private final List<String> allVoid = new ArrayList<>();
  private final List<String> turned = new ArrayList<>();
  private final List<String> shared = new ArrayList<>();

  ImportReport(List<String> classes) {
    this.classes = classes;
  }

  /** Adds a line about how the masks are read. */
  void note(String line) {
    notes.add(line);
  }

  /** Counts an image that is left out because its file was there before. */
  void repeated(DatasetManifest.Image image, DatasetManifest.Image first) {
    if (image.split() != first.split()) {
      shared.add(image.name());
    }
  }

  /**
   * Counts an image and the pixels of its mask by their value.
   *
   * @param isTurned true when the file is to be shown turned
   */
  void add(DatasetManifest.Image image, Map<Integer, Long> counts, boolean isTurned) {
    images.add(image);
    if (isTurned) {
      turned.add(image.name());
    }
    counts.forEach(
        (value, count) -> {
          pixels.merge(value, count, Long::sum);
          masks.merge(value, 1L, Long::sum);
        });
    if (image.truth() != null && counts.keySet().stream().noneMatch(ImportReport::isClass)) {
      if (!counts.containsKey(0)) {
        allVoid.add(image.name());
      } else if (!image.labels().isEmpty()) {
        withoutObject.add(image.name());
      }
    }
  }

  private static boolean isClass(int value) {
    return value != 0 && value != LabelMap.IGNORE;
  }

  /** One line per class, then background, void and validation, then the notes. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      String name = classes.get(i);
      lines.add(
          "%s: %d training and %d validation images%s"
              .formatted(
                  name,
                  count(Split.TRAIN, name),
                  count(Split.VALIDATION, name),
                  pixels.isEmpty() ? "" : "; " + held(i + 1)));
    }
    if (!pixels.isEmpty()) {
      lines.add("background: " + held(0));
      lines.add("void: " + held(LabelMap.IGNORE));
    }
    if (images.stream().noneMatch(image -> image.split() == Split.VALIDATION)) {
      lines.add(
          "no image is for validation, so nothing is measured on images that were not trained on;"
              + " name some (lists of VOC, column 'split' of a CSV, --val of COCO), or raise"
              + " --validation-share (CSV, COCO)");
    }
    lines.addAll(notes);
    return lines;
  }

  private long count(Split split, String name) {
    return images.stream()
        .filter(image -> image.split() == split && image.labels().contains(name))
        .count();
  }

  private String held(int value) {
    long all = pixels.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "in %d masks, %.2f %% of their pixels",
        masks.getOrDefault(value, 0L),
        100. * pixels.getOrDefault(value, 0L) / all);
  }

  /** What was imported, but looks wrong. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      String name = classes.get(i);
      long labelled =
          images.stream()
              .filter(image -> image.truth() != null && image.labels().contains(name))
              .count();
      if (labelled > 0 && !masks.containsKey(i + 1)) {
        warnings.add(
            "%d images with masks are labelled '%s', but no mask holds a pixel of it"
                .formatted(labelled, name));
      }
      if (LabelCells.looksLikeList(name, classes)) {
        warnings.add("the class '" + name + "' looks like a list of classes");
      }
    }
    similar().forEach(names -> warnings.add("these classes have almost the same name: " + names));
    if (!withoutObject.isEmpty()) {
      warnings.add(
          "%d masks of labelled images hold no pixel of any class (255 is void): %s"
              .formatted(withoutObject.size(), first(withoutObject)));
    }
    if (!allVoid.isEmpty()) {
      warnings.add("%d masks are void as a whole: %s".formatted(allVoid.size(), first(allVoid)));
    }
    if (!turned.isEmpty()) {
      warnings.add(
          "%d images carry an orientation (EXIF); they are used upright, so their masks must lie on the upright picture: %s"
              .formatted(turned.size(), first(turned)));
    }
    if (!shared.isEmpty()) {
      warnings.add(
          "%d files are in both splits; each is kept where it came first: %s"
              .formatted(shared.size(), first(shared)));
    }
    return warnings;
  }

  /** Names that differ in case, accents, blanks, dashes or a plural s alone. */
  private List<List<String>> similar() {
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    for (String name : classes) {
      String key =
          Normalizer.normalize(name, Normalizer.Form.NFKD)
              .replaceAll("[\\p{M}\\s_-]+", "")
              .toLowerCase(Locale.ROOT)
              .replaceFirst("(?<=.{2})s$", "");
      byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(name);
    }
    return byKey.values().stream().filter(names -> names.size() > 1).toList();
  }

  private static String first(List<String> names) {
    int more = names.size() - MAX_NAMES;
    return String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}

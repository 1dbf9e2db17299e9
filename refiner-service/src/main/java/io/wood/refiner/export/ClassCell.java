package io.wood.refiner.export;

import io.wood.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Class names in one cell: separated by semicolons, or as JSON where a name holds a separator, a
 * quote or a bracket, or is a word that readers take for an empty cell, as the command line's
 * {@code LabelCells.NONE} does.
 */
final class ClassCell {
  private static final String SEPARATORS =
      "(?s).*[,;|#/&+\\[\\]{}()'\"\\n\\r].*|(?i)(nan|na|n/a|<na>|null|none)";

  private ClassCell() {}

  /**
   * The cell.
   *
   * @param classes all of the dataset, so that all cells have one form
   */
  static String of(List<String> labels, List<String> classes) {
    return classes.stream().anyMatch(name -> name.matches(SEPARATORS))
        ? new String(Json.canonical(labels), StandardCharsets.UTF_8)
        : String.join(";", labels);
  }
}

package io.wood.demo.effect;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison writes as JSON.
 *
 * @param classes names of the classes, background first, in the order of the rows' figures by class
 * @param rows one for each trained classifier and way to compute its CAMs
 * @param differences between the arms, with 95 % intervals, as shares and not in points
 */
record EffectResults(
    List<String> classes, List<EffectRow> rows, List<EffectDifference> differences) {
  EffectResults {
    classes = List.copyOf(classes);
    rows = List.copyOf(rows);
    differences = List.copyOf(differences);
  }

  /**
   * With the differences of the rows.
   *
   * @param classes names of the classes, background not included
   */
  static EffectResults of(List<String> classes, List<EffectRow> rows) {
    return new EffectResults(
        Stream.concat(Stream.of("background"), classes.stream()).toList(),
        rows,
        EffectDifference.of(rows));
  }
}

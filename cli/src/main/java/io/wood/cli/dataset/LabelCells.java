package io.wood.cli.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Splits the cells of a column {@code labels}: class names separated by {@code ;}, {@code |} or a
 * line break, or a JSON list. A comma separates too, unless the column uses another separator. So
 * do {@code # / & +} and blanks where every part is a class that the table names elsewhere.
 */
final class LabelCells {
  private static final String STRONG = "[;|\\n\\r]";
  private static final List<String> SIGNS = List.of(",", "#");
  private static final List<String> BLANKS = List.of("\\s*[/&+]\\s*");
  private static final JsonMapper LISTS =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private final boolean commas;
  private final List<String> weak;
  private final Set<String> known;

  /**
   * @param cells the whole column
   * @param named classes that are named elsewhere, such as those requested
   */
  LabelCells(List<String> cells, List<String> named) {
    commas = cells.stream().noneMatch(cell -> list(cell).isEmpty() && cell.matches("(?s).*[;|].*"));
    weak = commas ? Stream.concat(SIGNS.stream(), BLANKS.stream()).toList() : SIGNS;
    known = new TreeSet<>(named);
    for (String cell : cells) {
      List<String> labels = plain(cell);
      if (labels.size() > 1 || alone(cell)) {
        known.addAll(labels);
      }
    }
  }

  private boolean alone(String cell) {
    return weak.stream().noneMatch(sign -> parts(cell, sign).size() > 1)
        && (!commas || !cell.contains(" "));
  }

  /** The class names in a cell, in its order. */
  List<String> split(String cell) {
    if (known.contains(cell)) {
      return List.of(cell);
    }
    return list(cell).orElseGet(() -> plain(cell).stream().flatMap(this::divided).toList()).stream()
        .distinct()
        .toList();
  }

  private List<String> plain(String cell) {
    return list(cell)
        .orElseGet(
            () -> {
              List<String> labels = parts(cell, STRONG);
              return labels.size() == 1 && commas ? parts(cell, ",") : labels;
            });
  }

  private Stream<String> divided(String label) {
    if (!known.contains(label)) {
      for (String sign : weak) {
        List<String> parts = parts(label, sign);
        if (parts.size() > 1 && known.containsAll(parts)) {
          return parts.stream();
        }
      }
      List<String> words = commas ? words(label) : List.of();
      if (!words.isEmpty()) {
        return words.stream();
      }
    }
    return Stream.of(label);
  }

  /** Known names separated by blanks, the longest first; empty when another word is left. */
  private List<String> words(String text) {
    List<String> names = new ArrayList<>();
    for (String rest = text; !rest.isEmpty(); ) {
      String left = rest + " ";
      Optional<String> name =
          known.stream()
              .filter(each -> left.startsWith(each + " "))
              .max(Comparator.comparingInt(String::length));
      if (name.isEmpty()) {
        return List.of();
      }
      names.add(name.get());
      rest = left.substring(name.get().length()).strip();
    }
    return names;
  }

  /** Returns true for a name that could be a list of classes that was not divided. */
  static boolean looksLikeList(String name) {
    return name.matches("(?s).*[,;|#\\[\\]{}\\n].*");
  }

  private static List<String> parts(String cell, String separator) {
    return Stream.of(cell.split(separator, -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Reads a list in JSON or as Python prints it, or the choices of an annotation tool. */
  private static Optional<List<String>> list(String cell) {
    boolean bare = cell.startsWith("[") && cell.endsWith("]");
    if (!bare && !(cell.startsWith("{") && cell.endsWith("}"))) {
      return Optional.empty();
    }
    try {
      JsonNode node = LISTS.readTree(cell);
      JsonNode names = node.isArray() ? node : node.path("choices");
      List<String> labels = new ArrayList<>();
      names.forEach(name -> labels.add(name.asText().strip()));
      return names.isArray() ? Optional.of(labels) : Optional.empty();
    } catch (JsonProcessingException e) {
      // Such as [bar, disc], without quotes.
      return bare
          ? Optional.of(parts(cell.substring(1, cell.length() - 1), "[,;|]"))
          : Optional.empty();
    }
  }
}

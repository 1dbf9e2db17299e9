package io.wood.cli.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Splits the cells of a column {@code labels}: class names separated by {@code ;}, {@code |} or a
 * line break, a list as JSON, Python or a database prints it, or the JSON of an annotation tool. A
 * cell such as {@code NaN} holds none. A comma separates too, unless the column uses another
 * separator. So do {@code # / & +} and blanks where every part is a class that the table names
 * elsewhere.
 */
public final class LabelCells {
  private static final Pattern STRONG = Pattern.compile("[;|\\n\\r]");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final List<Pattern> SIGNS = List.of(COMMA, Pattern.compile("#"));
  private static final Pattern BLANKS = Pattern.compile("\\s*[/&+]\\s*");
  private static final JsonMapper LISTS =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  /** Fields in which annotation tools name classes. */
  private static final Pattern FIELDS =
      Pattern.compile("(?i)choices?|(\\w*)labels?|class(es)?|categor(y|ies)|name|title");

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
  private static final Pattern IN_QUOTES = Pattern.compile("(?s)^(['\"])(.*)\\1$");
  private static final Pattern TUPLE = Pattern.compile("(?s)\\(\\s*['\"].*\\)");

  /** Separates the names of a list without quotes. */
  private static final Pattern BARE = Pattern.compile("[,;|]");

  private static final Pattern SEPARATOR = Pattern.compile("[,;|#\\[\\]{}\\n]");
  private static final Set<String> NONE =
      Set.of("nan", "na", "n/a", "<na>", "null", "none", "set()", "()");

  private final boolean commas;
  private final List<Pattern> weak;
  private final Set<String> known;

  /**
   * @param cells the whole column
   * @param named classes that are named elsewhere, such as those requested
   */
  public LabelCells(List<String> cells, List<String> named) {
    commas =
        cells.stream()
            .noneMatch(
                cell -> (cell.indexOf(';') >= 0 || cell.indexOf('|') >= 0) && list(cell).isEmpty());
    weak = commas ? Stream.concat(SIGNS.stream(), Stream.of(BLANKS)).toList() : SIGNS;
    known = new TreeSet<>(named);
    for (String cell : cells) {
      List<String> labels = isNone(cell) ? List.of() : plain(cell);
      if (labels.size() > 1 || alone(cell)) {
        known.addAll(labels);
      }
    }
  }

  private boolean alone(String cell) {
    return weak.stream().noneMatch(sign -> parts(cell, sign).size() > 1)
        && (!commas || !cell.contains(" "));
  }

  /** True for a cell that holds no class, but text, such as {@code None}. */
  public boolean isNone(String cell) {
    return !known.contains(cell) && NONE.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** The class names in a cell, in its order. */
  public List<String> split(String cell) {
    if (known.contains(cell)) {
      return List.of(cell);
    }
    if (isNone(cell)) {
      return List.of();
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
              return labels.size() == 1 && commas ? parts(cell, COMMA) : labels;
            });
  }

  private Stream<String> divided(String label) {
    if (!known.contains(label)) {
      for (Pattern sign : weak) {
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

  /**
   * Returns true for a name that could be a list of classes that was not divided: it holds a
   * separator, or begins with another class and a blank. ("hot dog" is a food.)
   */
  static boolean looksLikeList(String name, Collection<String> classes) {
    return SEPARATOR.matcher(name).find()
        || classes.stream().anyMatch(each -> name.startsWith(each + " "));
  }

  private static List<String> parts(String cell, Pattern separator) {
    return Stream.of(separator.split(cell, -1))
        .map(part -> IN_QUOTES.matcher(part.strip()).replaceFirst("$2").strip())
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static Optional<List<String>> list(String cell) {
    boolean isBare = cell.startsWith("[") && cell.endsWith("]");
    boolean isSet = cell.startsWith("{") && cell.endsWith("}");
    boolean isTuple = TUPLE.matcher(cell).matches();
    if (!isBare && !isSet && !isTuple) {
      return Optional.empty();
    }
    try {
      List<String> labels = new ArrayList<>();
      collect(LISTS.readTree(cell), labels);
      return Optional.of(labels);
    } catch (JsonProcessingException e) {
      // Such as [bar, disc] or {'bar', 'disc'}.
      String inner = cell.substring(1, cell.length() - 1);
      List<String> quoted =
          QUOTED
              .matcher(inner)
              .results()
              .map(each -> each.group(1) == null ? each.group(2) : each.group(1))
              .map(String::strip)
              .toList();
      return Optional.of(quoted.isEmpty() ? parts(inner, BARE) : quoted);
    }
  }

  /** Texts, those in the fields that name classes, or else all; and what is marked as true. */
  private static void collect(JsonNode node, List<String> labels) {
    if (node.isArray()) {
      node.forEach(each -> collect(each, labels));
    } else if (node.isObject()) {
      boolean isNamed =
          node.properties().stream().anyMatch(field -> FIELDS.matcher(field.getKey()).matches());
      node.properties()
          .forEach(
              field -> {
                if (isNamed && !FIELDS.matcher(field.getKey()).matches()) {
                  return;
                }
                if (field.getValue().isBoolean()) {
                  if (field.getValue().asBoolean()) {
                    labels.add(field.getKey());
                  }
                } else {
                  collect(field.getValue(), labels);
                }
              });
    } else if (!node.isNull() && !node.asText().isBlank()) {
      labels.add(node.asText().strip());
    }
  }
}

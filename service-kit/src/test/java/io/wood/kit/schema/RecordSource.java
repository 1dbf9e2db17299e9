package io.wood.kit.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Javadoc of a record of the contracts: its first part, and the text of each component. */
final class RecordSource {
  private static final Path SOURCES = Path.of("../contracts/src/main/java");

  private final String description;
  private final Map<String, String> components;

  private RecordSource(String description, Map<String, String> components) {
    this.description = description;
    this.components = components;
  }

  static RecordSource of(Class<?> type) {
    Class<?> file = type;
    while (file.getEnclosingClass() != null) {
      file = file.getEnclosingClass();
    }
    try {
      String source = Files.readString(SOURCES.resolve(file.getName().replace('.', '/') + ".java"));
      int end = source.indexOf("record " + type.getSimpleName() + "(");
      int start = source.lastIndexOf("/**", end);
      String text =
          source
              .substring(start + 3, source.indexOf("*/", start))
              .replaceAll("(?m)^\\s*\\*", " ")
              .replaceAll("\\{@(?:link|linkplain|code)\\s+#?([^}]*)}", "$1")
              .replaceAll("\\s+", " ")
              .replaceAll("</?p>", " ")
              .strip();
      String[] parts = text.split(" ?@param ", -1);
      Map<String, String> components = new HashMap<>();
      for (int i = 1; i < parts.length; i++) {
        int space = parts[i].indexOf(' ');
        components.put(parts[i].substring(0, space), parts[i].substring(space + 1).strip());
      }
      return new RecordSource(parts[0].replaceFirst("^\\* ", "").strip(), components);
    } catch (IOException e) {
      throw new UncheckedIOException("the source of " + type, e);
    }
  }

  String description() {
    return description;
  }

  String component(String name) {
    return components.getOrDefault(name, "");
  }
}

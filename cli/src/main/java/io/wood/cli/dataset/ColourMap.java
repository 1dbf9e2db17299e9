package io.wood.cli.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of classes in masks, from a file {@code labelmap.txt} as annotation tools write it:
 * lines {@code name:red,green,blue:parts:actions}.
 *
 * @param entries in the order of the file, which is that of the values of palette masks
 */
public record ColourMap(List<Entry> entries) {
  private static final Pattern LINE =
      Pattern.compile("(.+?):\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*(:.*)?");

  public ColourMap {
    entries = List.copyOf(entries);
  }

  /**
   * One class.
   *
   * @param name name of the class, or background, or a name for void
   * @param colour 0xRRGGBB
   */
  record Entry(String name, int colour) {}

  /**
   * Reads a file.
   *
   * @throws DatasetImportException when a line is no entry
   */
  public static ColourMap read(Path file) {
    List<Entry> entries = new ArrayList<>();
    for (String line : ImageFolders.lines(file)) {
      if (!line.startsWith("#")) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
          throw new DatasetImportException(
              file + ": a line is not 'name:red,green,blue::', but '" + line + "'");
        }
        int colour = 0;
        for (int group = 2; group <= 4; group++) {
          colour = colour << 8 | Integer.parseInt(parts.group(group));
        }
        entries.add(new Entry(parts.group(1).strip(), colour));
      }
    }
    if (entries.size() > 255) {
      throw new DatasetImportException(
          file + " has " + entries.size() + " lines; at most 255 are supported");
    }
    return new ColourMap(entries);
  }
}

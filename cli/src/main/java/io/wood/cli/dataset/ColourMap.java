package io.wood.cli.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of classes in masks, as annotation tools write them: lines {@code
 * name:red,green,blue:parts:actions}, {@code name,red,green,blue} or {@code red green blue name}.
 *
 * @param entries in the order of the file, which is that of the values of palette masks
 */
public record ColourMap(List<Entry> entries) {
  private static final String COLOUR =
      "(?<red>\\d{1,3})[,;\\s]+(?<green>\\d{1,3})[,;\\s]+(?<blue>\\d{1,3})";

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("(?<name>.+?)\\s*[:,;\\s]\\s*" + COLOUR + "\\s*(:.*)?"),
          Pattern.compile(COLOUR + "[,;\\s]+(?<name>.+)"));

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
   * @param problems receives what was guessed
   * @throws DatasetImportException when a line is no entry, or there is none
   */
  public static ColourMap read(Path file, List<ImportProblem> problems) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = TextFiles.lines(file, problems);
    boolean isFirst = true;
    for (String line : lines) {
      Optional<Entry> entry = entry(line);
      boolean isComment = line.startsWith("#");
      boolean isTitle = isFirst && line.matches("[^\\d:]*");
      isFirst &= isComment;
      if (entry.isEmpty() && !isComment && !isTitle) {
        throw new DatasetImportException(
            file + ": a line is not 'name:red,green,blue::', but '" + line + "'");
      }
      entry.ifPresent(entries::add);
    }
    if (entries.isEmpty()) {
      throw new DatasetImportException(
          file + " names no colour; its lines must be 'name:red,green,blue::'");
    }
    if (entries.size() > 255) {
      throw new DatasetImportException(
          file + " has " + entries.size() + " lines; at most 255 are supported");
    }
    return new ColourMap(entries);
  }

  private static Optional<Entry> entry(String line) {
    for (Pattern form : FORMS) {
      Matcher parts = form.matcher(line);
      if (parts.matches()) {
        int colour = 0;
        boolean valid = true;
        for (String channel : List.of("red", "green", "blue")) {
          int value = Integer.parseInt(parts.group(channel));
          valid &= value < 256;
          colour = colour << 8 | value;
        }
        String name = ImageFolders.composed(parts.group("name").strip());
        return valid ? Optional.of(new Entry(name, colour)) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}

package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads labels from VOC's lists {@code ImageSets/Main/CLASS_train.txt}, {@code _val.txt} and those
 * of other subsets: lines of an image name and 1 (shows the class), -1 (does not) or 0 (difficult;
 * treated as no label).
 */
final class ClassLists {
  private static final Pattern NAME =
      Pattern.compile(
          "(.+)_(trainval|train|training|val|valid|validation|test|default)",
          Pattern.CASE_INSENSITIVE);

  /** The name may hold blanks. */
  private static final Pattern LINE = Pattern.compile("(.*\\S)\\s+(-1|0|1)");

  private ClassLists() {}

  /** Reads the labels, by the image as it is written; without any list there are no classes. */
  static ImageLabels read(Path folder, List<String> asked) {
    Map<String, List<Path>> lists = new TreeMap<>();
    for (Path file : ImageFolders.files(folder)) {
      Matcher name = NAME.matcher(ImageFolders.composed(ImageFolders.stem(file)));
      if (name.matches() && file.toString().toLowerCase(Locale.ROOT).endsWith(".txt")) {
        lists.computeIfAbsent(name.group(1), k -> new ArrayList<>()).add(file);
      }
    }
    List<String> classes = asked.isEmpty() ? List.copyOf(lists.keySet()) : asked;
    List<ImportProblem> problems = new ArrayList<>();
    Map<String, Set<String>> shown = new LinkedHashMap<>();
    for (String name : classes) {
      for (Path file : lists.getOrDefault(name, List.of())) {
        read(file, name, shown, problems);
      }
    }
    return ImageLabels.of(classes, shown, problems);
  }

  private static void read(
      Path file, String name, Map<String, Set<String>> shown, List<ImportProblem> problems) {
    for (String line : TextFiles.lines(file, problems)) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        problems.add(
            new ImportProblem(
                file.getFileName().toString(), "a line is not 'image 1', '0' or '-1': " + line));
        continue;
      }
      Set<String> labels = shown.computeIfAbsent(parts.group(1), k -> new TreeSet<>());
      if (parts.group(2).equals("1")) {
        labels.add(name);
      }
    }
  }
}

package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.TextFiles;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and reads the lists that say which images are for training and for validation. */
final class VocLists {
  /** The path of an image before that of its mask, as in the usual list of augmented VOC. */
  private static final Pattern PATH =
      Pattern.compile(
          Arrays.stream(ImageFormat.values())
              .flatMap(format -> format.endings().stream())
              .collect(Collectors.joining("|", "(.+?\\.(", "))[\\s,;]")),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FLAG = Pattern.compile("\\s+(-1|0|1)$");
  private static final Pattern BLANKS = Pattern.compile("[\\s,;]+");

  private static final List<String> TRAIN = List.of("train", "training", "trainval", "default");
  private static final List<String> VALIDATION = List.of("val", "valid", "validation", "test");

  private final Path root;
  private final VocImages images;
  private final List<ImportProblem> problems;
  private final List<String> notes;

  VocLists(Path root, VocImages images, List<ImportProblem> problems, List<String> notes) {
    this.root = root;
    this.images = images;
    this.problems = problems;
    this.notes = notes;
  }

  /**
   * The split of each listed image, by its key, or by the whole line where there is no such image;
   * empty without lists. A name in both lists is for validation: no training image may be used for
   * measurements.
   *
   * @throws DatasetImportException when there are lists, but none for training
   */
  Map<String, Split> read(VocOptions options) {
    Path sets = root.resolve("ImageSets");
    Optional<Path> train =
        options
            .trainList()
            .or(() -> first(TRAIN, sets, sets.resolve("Main"), sets.resolve("Segmentation"), root));
    if (train.isEmpty()) {
      if (Files.isDirectory(sets)) {
        throw new DatasetImportException(
            "there is no list train.txt under %s; name one with --train: there are %s"
                .formatted(
                    sets,
                    new TreeSet<>(ImageFolders.tree(sets).keySet()).stream().limit(5).toList()));
      }
      return Map.of();
    }
    Optional<Path> validation =
        options
            .validationList()
            .or(
                () ->
                    first(
                        VALIDATION, sets, sets.resolve("Segmentation"), sets.resolve("Main"), root))
            .filter(list -> !list.equals(train.get()));
    if (options.trainList().isEmpty()) {
      note(train.get(), "train.txt", "training");
    }
    if (options.validationList().isEmpty()) {
      validation.ifPresent(list -> note(list, "val.txt", "validation"));
    }
    Map<String, Split> splits = new LinkedHashMap<>();
    names(train.get()).forEach(name -> splits.put(name, Split.TRAIN));
    validation
        .map(this::names)
        .orElse(List.of())
        .forEach(
            name -> {
              if (splits.put(name, Split.VALIDATION) == Split.TRAIN) {
                problems.add(new ImportProblem(name, "in both lists; kept for validation only"));
              }
            });
    if (splits.isEmpty()) {
      throw new DatasetImportException(train.get() + " names no image");
    }
    return splits;
  }

  private void note(Path list, String usual, String use) {
    if (!list.getFileName().toString().equalsIgnoreCase(usual)
        || !list.startsWith(root.resolve("ImageSets"))) {
      notes.add("the images of " + list + " are for " + use);
    }
  }

  /** The first list of the first of these names; upper and lower case are equal. */
  private static Optional<Path> first(List<String> names, Path... folders) {
    List<Path> files =
        Stream.of(folders).flatMap(folder -> ImageFolders.files(folder).stream()).toList();
    return names.stream()
        .flatMap(
            name ->
                files.stream()
                    .filter(file -> file.getFileName().toString().equalsIgnoreCase(name + ".txt")))
        .findFirst();
  }

  private List<String> names(Path list) {
    return TextFiles.lines(list, problems).stream().map(this::name).toList();
  }

  /**
   * The image that a line names: by its first path, by its whole text, which may hold blanks, by
   * all but a flag at the end, or by its first word.
   */
  private String name(String line) {
    Matcher path = PATH.matcher(line);
    String first = path.lookingAt() ? path.group(1) : line;
    return Stream.of(first, line, FLAG.matcher(line).replaceFirst(""), BLANKS.split(line, 2)[0])
        .flatMap(text -> images.find(text).stream())
        .findFirst()
        .orElse(first);
  }
}

package io.wood.cli.dataset.voc;

import static java.util.stream.Collectors.joining;

import io.wood.cli.dataset.ColourMap;
import io.wood.cli.dataset.CsvFiles;
import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.DrawnSplit;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.LabelTable;
import io.wood.cli.dataset.LazyContent;
import io.wood.cli.dataset.MaskValues;
import io.wood.cli.dataset.PlannedImage;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a folder in the layout of PASCAL VOC: {@code JPEGImages/ID.jpg}, lists of names or paths
 * under {@code ImageSets}, labels in {@code labels.csv}, in {@code ImageSets/Main/CLASS_train.txt}
 * or in {@code Annotations/ID.xml}, and optional masks in {@code SegmentationClass/ID.png}. The
 * masks have the colours of {@code labelmap.txt} if there is one. Otherwise their values are VOC's
 * class numbers when all classes are VOC's, and the dataset's own when not.
 */
public final class VocImporter {
  /** The path of an image before that of its mask, as in the usual list of augmented VOC. */
  private static final Pattern PATH =
      Pattern.compile("(.+?\\.(jpe?g|png|bmp|tiff?|gif))\\s", Pattern.CASE_INSENSITIVE);

  private static final double VALIDATION_SHARE = .2;

  /** Entries of a list of classes that are none. */
  private static final Set<String> NO_CLASS =
      Set.of("background", "_background_", "__ignore__", "void");

  private static final List<String> MASKS =
      List.of("SegmentationClass", "SegmentationClassAug", "SegmentationClassPNG");

  private final Path folder;
  private final VocOptions options;
  private final List<ImportProblem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final VocLayout layout;

  private VocImporter(Path folder, VocOptions options) {
    this.folder = ImageFolders.existing(folder);
    this.options = options;
    this.layout = VocLayout.of(folder);
  }

  /**
   * Reads lists and labels, but no image.
   *
   * @throws DatasetImportException when images, lists or labels are missing
   */
  public static DatasetPlan plan(Path folder, VocOptions options) {
    return new VocImporter(folder, options).plan();
  }

  private DatasetPlan plan() {
    Map<String, Path> files = layout.images(problems);
    ImageLabels labels = labels();
    problems.addAll(labels.problems());
    Path masks = folder.resolve(MASKS.get(0));
    Map<String, Path> maskFiles = masks();
    boolean masked = Files.isDirectory(masks);
    List<PlannedImage> images = new ArrayList<>();
    Map<String, Split> splits = splits(files);
    long unlisted = files.keySet().stream().filter(name -> !splits.containsKey(name)).count();
    if (unlisted > 0) {
      notes.add(unlisted + " images are in no list and were left out");
    }
    splits.forEach(
        (name, split) -> {
          if (!usable(name, files, labels)) {
            return;
          }
          Optional<Path> mask = Optional.ofNullable(maskFiles.get(name));
          if (masked && mask.isEmpty() && split == Split.VALIDATION) {
            problems.add(
                new ImportProblem(
                    name, "there is no mask in " + masks + "; the image goes without"));
          }
          images.add(
              PlannedImage.of(
                  files.get(name).getParent(),
                  files.get(name),
                  labels.byImage().get(name),
                  split,
                  mask.map(LazyContent::of)));
        });
    MaskValues values = maskValues(labels.classes());
    String name =
        options.name().orElse(folder.toAbsolutePath().normalize().getFileName().toString());
    return new DatasetPlan(name, labels.classes(), values, images, problems, notes);
  }

  private Map<String, Path> masks() {
    Map<String, Path> files = new TreeMap<>();
    MASKS.forEach(name -> ImageFolders.images(folder.resolve(name)).forEach(files::putIfAbsent));
    List<String> lossy = files.keySet().stream().filter(name -> isJpeg(files.get(name))).toList();
    if (!lossy.isEmpty()) {
      problems.add(
          new ImportProblem(
              lossy.size() + " masks",
              "JPEG changes the values of a mask, so these are not used: save them as PNG; the first is "
                  + files.get(lossy.get(0)).getFileName()));
    }
    files.keySet().removeAll(lossy);
    return files;
  }

  private static boolean isJpeg(Path file) {
    return ImageFormat.ofName(file.getFileName().toString()).equals(Optional.of(ImageFormat.JPEG));
  }

  private MaskValues maskValues(List<String> classes) {
    Optional<Path> colours = ImageFolders.first(folder.resolve("labelmap.txt"));
    if (colours.isPresent()) {
      return MaskValues.coloured(ColourMap.read(colours.get()), classes);
    }
    if (MaskValues.areVoc(classes)) {
      return MaskValues.voc(classes);
    }
    Optional<Path> listed =
        ImageFolders.first(folder.resolve("class_names.txt"), folder.resolve("classes.txt"));
    List<String> order =
        listed.map(ImageFolders::lines).orElse(List.of()).stream()
            .filter(name -> !NO_CLASS.contains(name.toLowerCase(Locale.ROOT)))
            .toList();
    if (!order.containsAll(classes) || order.size() > DatasetManifest.MAX_CLASSES) {
      return MaskValues.inOrder(classes);
    }
    notes.add("the masks' values are in the order of " + listed.get().getFileName());
    return MaskValues.listed(order, classes);
  }

  private String imageFolders() {
    return layout.folders().keySet().stream()
        .map(each -> folder.equals(each) ? "the folder" : folder.relativize(each).toString())
        .collect(joining(", "));
  }

  private boolean usable(String name, Map<String, Path> files, ImageLabels labels) {
    if (!files.containsKey(name)) {
      problems.add(
          new ImportProblem(name, "listed, but there is no such image in " + imageFolders()));
      return false;
    }
    if (labels.byImage().getOrDefault(name, List.of()).isEmpty()) {
      problems.add(new ImportProblem(name, "it has no label, so it is left out"));
      return false;
    }
    return true;
  }

  private ImageLabels labels() {
    Optional<Path> csv =
        options
            .labels()
            .or(
                () ->
                    ImageFolders.first(
                        folder.resolve("labels.csv"), folder.resolve("_classes.csv")));
    if (csv.isPresent()) {
      return LabelTable.read(CsvFiles.read(csv.get()), csv.get().toString(), options.classes())
          .byImageName();
    }
    Path lists = folder.resolve("ImageSets").resolve("Main");
    Path annotations = folder.resolve("Annotations");
    ImageLabels listed = ClassLists.read(lists, options.classes());
    ImageLabels labels =
        listed.byImage().isEmpty()
            ? VocAnnotations.read(layout.annotations(folder), options.classes())
            : listed;
    if (labels.byImage().isEmpty() || labels.classes().isEmpty()) {
      List<ImportProblem> why = new ArrayList<>(listed.problems());
      why.addAll(labels.problems());
      throw new DatasetImportException(
          folder
              + " has no labels: there is neither labels.csv nor a list "
              + lists.resolve("CLASS_train.txt")
              + (options.classes().isEmpty() ? "" : " for any of " + options.classes())
              + ", and no object in "
              + annotations.resolve("ID.xml")
              + "; name a CSV with the labels"
              + why.stream().limit(3).map(problem -> "\n  " + problem).collect(joining()));
    }
    return labels;
  }

  /**
   * By the lists, or else by the folders of splits, or else drawn. A name in both lists is for
   * validation: no training image may be used for measurements.
   */
  private Map<String, Split> splits(Map<String, Path> files) {
    Path sets = folder.resolve("ImageSets");
    Optional<Path> train =
        options
            .trainList()
            .or(
                () ->
                    ImageFolders.first(
                        sets.resolve("train.txt"),
                        sets.resolve("Main/train.txt"),
                        sets.resolve("Segmentation/train.txt"),
                        sets.resolve("Segmentation/default.txt"),
                        sets.resolve("Main/default.txt"),
                        sets.resolve("default.txt")));
    if (train.isPresent()) {
      return listed(train.get(), sets, files.keySet());
    }
    if (Files.isDirectory(sets)) {
      throw new DatasetImportException("there is no list train.txt under " + sets);
    }
    Map<String, Split> splits = new LinkedHashMap<>();
    files.forEach(
        (name, file) ->
            splits.put(
                name, layout.split(file).orElseGet(() -> DrawnSplit.of(name, VALIDATION_SHARE))));
    notes.add(
        layout.folders().containsValue(Optional.empty())
            ? "there is no list of images, so a fifth, drawn by name, is for validation"
            : "the splits are those of the folders; test counts as validation");
    return splits;
  }

  private Map<String, Split> listed(Path train, Path sets, Set<String> files) {
    Optional<Path> validation =
        options
            .validationList()
            .or(
                () ->
                    ImageFolders.first(
                        sets.resolve("val.txt"),
                        sets.resolve("Segmentation/val.txt"),
                        sets.resolve("Main/val.txt")));
    Map<String, Split> splits = new LinkedHashMap<>();
    names(train, files).forEach(name -> splits.put(name, Split.TRAIN));
    validation
        .map(list -> names(list, files))
        .orElse(List.of())
        .forEach(
            name -> {
              if (splits.put(name, Split.VALIDATION) == Split.TRAIN) {
                problems.add(new ImportProblem(name, "in both lists; kept for validation only"));
              }
            });
    if (splits.isEmpty()) {
      throw new DatasetImportException(train + " names no image");
    }
    return splits;
  }

  private static List<String> names(Path list, Set<String> files) {
    return ImageFolders.lines(list).stream().map(line -> name(line, files)).toList();
  }

  /**
   * The image that a line names: by its first path, by its whole text, which may hold blanks, by
   * all but a flag at the end, or by its first word.
   */
  private static String name(String line, Set<String> files) {
    Matcher path = PATH.matcher(line);
    return Stream.of(
            path.lookingAt() ? path.group(1) : line,
            line,
            line.replaceFirst("\\s+(-1|0|1)$", ""),
            line.split("\\s+", 2)[0])
        .flatMap(text -> Stream.of(ImageFolders.imageName(text), ImageFolders.composed(text)))
        .filter(files::contains)
        .findFirst()
        .orElse(path.lookingAt() ? path.group(1) : line);
  }
}

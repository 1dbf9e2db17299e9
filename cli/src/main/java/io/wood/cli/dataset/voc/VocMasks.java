package io.wood.cli.dataset.voc;

import io.wood.cli.dataset.ColourMap;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.MaskValues;
import io.wood.cli.dataset.TextFiles;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ImageFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the masks of a VOC folder, and what their values mean. */
final class VocMasks {
  private static final List<String> FOLDERS =
      List.of(
          "SegmentationClass",
          "SegmentationClassAug",
          "SegmentationClassPNG",
          "SegmentationClassRaw",
          "masks",
          "Masks",
          "mask");

  private static final String LABEL_MAP = "labelmap.txt";
  private static final List<String> COLOURS =
      List.of(LABEL_MAP, "label_colors.txt", "class_dict.csv");

  private static final List<String> ORDERS = List.of("class_names.txt", "classes.txt");

  /** What tools add to the image's name. */
  private static final Pattern SUFFIX =
      Pattern.compile("(?i)[_-](masks?|seg|segmentation|labels?|gt)$");

  /** Entries of a list of classes that are none. */
  private static final Set<String> NO_CLASS =
      Set.of("background", "_background_", "__ignore__", "void");

  private final Path root;
  private final List<ImportProblem> problems;
  private final List<String> notes;
  private final Map<String, Path> files = new HashMap<>();
  private final Set<Path> folders = new LinkedHashSet<>();

  /**
   * @param problems receives masks that are not used
   * @param notes receives lines about the others
   */
  VocMasks(VocLayout layout, VocImages images, List<ImportProblem> problems, List<String> notes) {
    this.root = layout.root();
    this.problems = problems;
    this.notes = notes;
    List<Path> lossy = new ArrayList<>();
    List<Path> strangers = new ArrayList<>();
    layout
        .beside(FOLDERS)
        .forEach(
            (folder, place) -> {
              folders.add(folder);
              ImageFolders.tree(folder)
                  .forEach(
                      (path, file) -> {
                        if (isJpeg(file)) {
                          lossy.add(file);
                        } else if (ImageFolders.isImage(file)) {
                          String name = ImageFolders.stem(path);
                          images
                              .find(name, place)
                              .or(() -> images.find(SUFFIX.matcher(name).replaceFirst(""), place))
                              .ifPresentOrElse(
                                  key -> files.putIfAbsent(key, file), () -> strangers.add(file));
                        }
                      });
            });
    if (!lossy.isEmpty()) {
      problems.add(
          new ImportProblem(
              lossy.size() + " masks",
              "JPEG changes the values of a mask, so these are not used: save them as PNG; the first is "
                  + lossy.get(0).getFileName()));
    }
    if (!strangers.isEmpty()) {
      notes.add(
          "%d masks are of no image here and were left out, such as %s"
              .formatted(strangers.size(), strangers.get(0)));
    }
  }

  private static boolean isJpeg(Path file) {
    return ImageFormat.ofName(file.getFileName().toString()).equals(Optional.of(ImageFormat.JPEG));
  }

  /** The mask of an image, by its key. */
  Optional<Path> of(String image) {
    return Optional.ofNullable(files.get(image));
  }

  /** Folders of masks that exist. */
  Set<Path> folders() {
    return folders;
  }

  /**
   * The colours of {@code labelmap.txt}, or, where there are masks, of {@code label_colors.txt} or
   * {@code class_dict.csv}; else VOC's class numbers when all classes are VOC's; else the order of
   * {@code class_names.txt} or {@code classes.txt} when it names all classes, or else the dataset's
   * own.
   */
  MaskValues values(List<String> classes) {
    Optional<Path> colours =
        ImageFolders.first(root, files.isEmpty() ? List.of(LABEL_MAP) : COLOURS);
    if (colours.isPresent()) {
      if (!colours.get().endsWith(LABEL_MAP)) {
        notes.add("the masks' colours and values are those of " + colours.get().getFileName());
      }
      return MaskValues.coloured(ColourMap.read(colours.get(), problems), classes);
    }
    if (MaskValues.areVoc(classes)) {
      return MaskValues.voc(classes);
    }
    Optional<Path> listed = ImageFolders.first(root, ORDERS);
    List<String> order =
        listed.map(file -> TextFiles.lines(file, problems)).orElse(List.of()).stream()
            .map(ImageFolders::composed)
            .filter(name -> !NO_CLASS.contains(name.toLowerCase(Locale.ROOT)))
            .toList();
    if (!order.containsAll(classes) || order.size() > DatasetManifest.MAX_CLASSES) {
      return MaskValues.inOrder(classes);
    }
    notes.add("the masks' values are in the order of " + listed.get().getFileName());
    return MaskValues.listed(order, classes);
  }
}

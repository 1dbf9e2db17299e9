package io.wood.cli.dataset.voc;

import static java.util.stream.Collectors.joining;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.DrawnSplit;
import io.wood.cli.dataset.ImageFolders;
import io.wood.cli.dataset.ImageLabels;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.LazyContent;
import io.wood.cli.dataset.MaskValues;
import io.wood.cli.dataset.PlannedImage;
import io.wood.contracts.artifact.DatasetManifest.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a folder in the layout of PASCAL VOC: {@code JPEGImages/ID.jpg}, lists of names or paths
 * under {@code ImageSets}, labels in {@code labels.csv}, in {@code ImageSets/Main/CLASS_train.txt}
 * or in {@code Annotations/ID.xml}, and optional masks in {@code SegmentationClass/ID.png}, with
 * the colours of {@code labelmap.txt}, or, where there are masks, of {@code label_colors.txt} or
 * {@code class_dict.csv}; else VOC's class numbers when all classes are VOC's; else the order of
 * {@code class_names.txt} or {@code classes.txt} when it names all classes, or else the dataset's
 * own.
 */
public final class VocImporter {
  private static final double VALIDATION_SHARE = .2;

  private final VocOptions options;
  private final List<ImportProblem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final VocLayout layout;
  private final VocImages images;

  private VocImporter(Path folder, VocOptions options) {
    this.options = options;
    this.layout = VocLayout.of(ImageFolders.existing(folder));
    this.images = new VocImages(layout, problems, notes);
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
    ImageLabels labels = new VocLabels(layout, images, options, notes).read();
    problems.addAll(labels.problems());
    VocMasks masks = new VocMasks(layout, images, problems, notes);
    List<PlannedImage> planned = new ArrayList<>();
    splits()
        .forEach(
            (key, split) -> {
              if (isUsable(key, labels)) {
                planned.add(image(key, split, labels, masks));
              }
            });
    MaskValues values = masks.values(labels.classes());
    String name =
        options.name().orElse(layout.root().toAbsolutePath().normalize().getFileName().toString());
    return new DatasetPlan(name, labels.classes(), values, planned, problems, notes);
  }

  private PlannedImage image(String key, Split split, ImageLabels labels, VocMasks masks) {
    Optional<Path> mask = masks.of(key);
    if (mask.isEmpty() && !masks.folders().isEmpty() && split == Split.VALIDATION) {
      problems.add(
          new ImportProblem(
              key,
              "there is no mask in %s; the image goes without"
                  .formatted(masks.folders().stream().map(Path::toString).collect(joining(", ")))));
    }
    return PlannedImage.of(
        layout.origin(),
        images.files().get(key),
        labels.byImage().get(key),
        split,
        mask.map(LazyContent::of));
  }

  private boolean isUsable(String key, ImageLabels labels) {
    if (!images.files().containsKey(key)) {
      problems.add(
          new ImportProblem(key, "listed, but there is no such image in " + images.places()));
      return false;
    }
    if (labels.byImage().getOrDefault(key, List.of()).isEmpty()) {
      problems.add(new ImportProblem(key, "it has no label, so it is left out"));
      return false;
    }
    return true;
  }

  /** By the lists, or else by the folders of splits, or else drawn. */
  private Map<String, Split> splits() {
    Map<String, Split> listed = new VocLists(layout.root(), images, problems, notes).read(options);
    if (!listed.isEmpty()) {
      long unlisted =
          images.files().keySet().stream().filter(key -> !listed.containsKey(key)).count();
      if (unlisted > 0) {
        notes.add(unlisted + " images are in no list and were left out");
      }
      return listed;
    }
    Map<String, Split> splits = new LinkedHashMap<>();
    boolean drawn = false;
    for (String key : images.files().keySet()) {
      Optional<Split> split = images.split(key);
      drawn |= split.isEmpty();
      splits.put(key, split.orElseGet(() -> DrawnSplit.of(key, VALIDATION_SHARE)));
    }
    notes.add(
        drawn
            ? "there is no list of images, so a fifth, drawn by name, is for validation"
            : "the splits are those of the folders; test counts as validation");
    return splits;
  }
}

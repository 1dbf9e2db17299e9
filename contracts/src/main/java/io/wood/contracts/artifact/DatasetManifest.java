package io.wood.contracts.artifact;

import io.wood.contracts.ContractChecks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A dataset: class names and labelled images. Immutable, stored under the hash of its own bytes.
 *
 * @param name for people
 * @param classes foreground class names; a mask's value i means {@code classes[i-1]}, 0 background,
 *     255 void
 * @param images every image, each hash once
 */
public record DatasetManifest(String name, List<String> classes, List<Image> images) {
  /** The largest number of classes: a mask's byte also holds background and void. */
  public static final int MAX_CLASSES = 254;

  /** The longest name of a class, in characters: events name classes too. */
  public static final int MAX_CLASS_LENGTH = 200;

  public DatasetManifest {
    ContractChecks.text(name, "name");
    classes = List.copyOf(ContractChecks.required(classes, "classes"));
    images = List.copyOf(ContractChecks.required(images, "images"));
    ContractChecks.atLeast(classes.size(), 1, "number of classes");
    if (classes.size() > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "a dataset has at most " + MAX_CLASSES + " classes, not " + classes.size());
    }
    classes.forEach(each -> ContractChecks.text(each, MAX_CLASS_LENGTH, "classes"));
    if (new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException("classes holds a name twice: " + classes);
    }
    Set<String> known = new HashSet<>(classes);
    Set<String> seen = new HashSet<>();
    for (Image image : images) {
      for (String label : image.labels()) {
        if (!known.contains(label)) {
          throw new IllegalArgumentException(
              "image "
                  + image.name()
                  + " has the unknown class '"
                  + label
                  + "'; known are "
                  + classes);
        }
      }
      if (!seen.add(image.artifact().sha256())) {
        throw new IllegalArgumentException(
            "image " + image.name() + " is in the dataset twice; list each file once");
      }
    }
  }

  /** What an image is used for. */
  public enum Split {
    TRAIN,
    VALIDATION
  }

  /** Whether any image has labels; one without them then shows no class. */
  public boolean hasLabels() {
    return images.stream().anyMatch(image -> !image.labels().isEmpty());
  }

  /** Indices of the classes that an image shows, ascending. */
  public List<Integer> classIndices(Image image) {
    return image.labels().stream().distinct().map(classes::indexOf).sorted().toList();
  }

  /** The images of one split, in manifest order. */
  public List<Image> of(Split split) {
    return images.stream().filter(image -> image.split() == split).toList();
  }

  /**
   * One labelled image.
   *
   * @param name file name without extension, for people and exports
   * @param artifact the file
   * @param width pixels
   * @param height pixels
   * @param labels classes that the image shows
   * @param split what it is used for
   * @param truth ground-truth mask, single-channel PNG of class indices; for evaluation only, may
   *     be null
   * @param path where the file was in the folder of the images, for VOC {@code JPEGImages}, with
   *     {@code /} and its ending; null when it is not known
   */
  public record Image(
      String name,
      ArtifactRef artifact,
      int width,
      int height,
      List<String> labels,
      Split split,
      ArtifactRef truth,
      String path) {
    public Image {
      ContractChecks.text(name, "name");
      ContractChecks.required(artifact, "artifact")
          .within("artifact", ArtifactPlace.LABELLED_IMAGE, ArtifactPlace.CANDIDATE);
      ContractChecks.atLeast(width, 1, "width");
      ContractChecks.atLeast(height, 1, "height");
      labels = List.copyOf(ContractChecks.required(labels, "labels"));
      ContractChecks.required(split, "split");
      if (truth != null) {
        truth.within("truth", ArtifactPlace.TRUTH);
      }
      if (path != null) {
        ContractChecks.text(path, "path");
      }
    }
  }
}

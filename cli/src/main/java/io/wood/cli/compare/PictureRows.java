package io.wood.cli.compare;

import io.wood.cli.report.ImagePanel;
import io.wood.cli.report.PanelPictures;
import io.wood.cli.report.PictureRow;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.method.cam.ActivationMaps;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.tensor.ImagePlanes;
import io.wood.store.ArtifactStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds rows that show a validation image with the results of control and W-OoD. */
final class PictureRows {
  private static final int PER_CLASS = 3;

  private final ArtifactStore store;
  private final DatasetManifest dataset;
  private final Seen control;
  private final Seen subject;

  /**
   * One side of the comparison.
   *
   * @param name display name
   * @param completed its refinement
   * @param seedIou mean IoU of its CAM, by image
   */
  record Seen(String name, RefinementCompleted completed, Map<String, Double> seedIou) {
    Seen {
      seedIou = Map.copyOf(seedIou);
    }

    double iou(DatasetManifest.Image image) {
      return seedIou.getOrDefault(image.artifact().sha256(), Double.NaN);
    }
  }

  /** The outputs of a side, of the images that are shown. */
  private record Side(String name, RefinementOutputs outputs) {}

  /** An image that is shown for a class. */
  private record Shown(String label, DatasetManifest.Image image) {}

  PictureRows(ArtifactStore store, DatasetManifest dataset, Seen control, Seen subject) {
    this.store = store;
    this.dataset = dataset;
    this.control = control;
    this.subject = subject;
  }

  /** Selects for each class the images where the two sides differ most, or least. */
  List<PictureRow> of(List<String> classes, boolean largest) {
    Comparator<DatasetManifest.Image> order = Comparator.comparingDouble(this::difference);
    List<Shown> shown = new ArrayList<>();
    for (String name : classes) {
      dataset.of(DatasetManifest.Split.VALIDATION).stream()
          .filter(image -> image.labels().contains(name))
          .filter(image -> !Double.isNaN(difference(image)))
          .sorted(largest ? order.reversed() : order)
          .limit(PER_CLASS)
          .forEach(image -> shown.add(new Shown(name, image)));
    }
    List<Side> sides = sides(shown);
    return shown.stream()
        .flatMap(image -> row(image.label(), image.image(), sides).stream())
        .toList();
  }

  private List<Side> sides(List<Shown> shown) {
    Set<String> images =
        shown.stream().map(image -> image.image().artifact().sha256()).collect(Collectors.toSet());
    return Stream.of(control, subject)
        .map(
            seen ->
                new Side(
                    seen.name(), new RefinementOutputs(store, seen.completed(), images::contains)))
        .toList();
  }

  private double difference(DatasetManifest.Image image) {
    return Math.abs(subject.iou(image) - control.iou(image));
  }

  private Optional<PictureRow> row(String name, DatasetManifest.Image image, List<Side> sides) {
    try {
      RgbImage picture = ImageDecoder.decode(store.get(image.artifact()));
      List<ImagePanel> panels = new ArrayList<>(List.of(PanelPictures.image("image", picture)));
      int key = dataset.classes().indexOf(name);
      for (Side side : sides) {
        cam(side, image, key).map(heat -> heat(side, picture, heat)).ifPresent(panels::add);
      }
      for (Side side : sides) {
        Optional<byte[]> mask = side.outputs().find(image.artifact().sha256(), "mask.png");
        if (mask.isPresent()) {
          panels.add(
              PanelPictures.mask("mask, " + side.name(), picture, LabelMaps.decode(mask.get())));
        }
      }
      if (image.truth() != null) {
        LabelMap truth = LabelMaps.decode(store.get(image.truth()));
        panels.add(PanelPictures.mask("truth", picture, truth));
      }
      return Optional.of(new PictureRow(name, image.name(), remark(image), panels));
    } catch (UnusableImageException e) {
      return Optional.empty();
    }
  }

  private Optional<ImagePlanes> cam(Side side, DatasetManifest.Image image, int key) {
    return side.outputs()
        .find(image.artifact().sha256(), "cam.npz")
        .map(ActivationMaps::fromNpz)
        .filter(cams -> cams.keys().contains(key))
        .map(cams -> cams.highResolution().plane(cams.keys().indexOf(key)));
  }

  private static ImagePanel heat(Side side, RgbImage picture, ImagePlanes heat) {
    return PanelPictures.cam(
        "CAM, " + side.name(), picture, heat.values(), heat.width(), heat.height());
  }

  private String remark(DatasetManifest.Image image) {
    return String.format(
        Locale.ROOT,
        "mIoU of the CAM %.0f → %.0f",
        100 * control.iou(image),
        100 * subject.iou(image));
  }
}

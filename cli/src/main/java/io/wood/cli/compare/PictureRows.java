package io.wood.cli.compare;

import io.wood.cli.report.ImagePanel;
import io.wood.cli.report.PanelPictures;
import io.wood.cli.report.PictureRow;
import io.wood.contracts.artifact.DatasetManifest;
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
   * @param outputs its pictures
   * @param seedIou mean IoU of its CAM, by image
   */
  record Seen(String name, RefinementOutputs outputs, Map<String, Double> seedIou) {
    Seen {
      seedIou = Map.copyOf(seedIou);
    }

    double iou(DatasetManifest.Image image) {
      return seedIou.getOrDefault(image.artifact().sha256(), Double.NaN);
    }
  }

  PictureRows(ArtifactStore store, DatasetManifest dataset, Seen control, Seen subject) {
    this.store = store;
    this.dataset = dataset;
    this.control = control;
    this.subject = subject;
  }

  /** Selects for each class the images where the two sides differ most, or least. */
  List<PictureRow> of(List<String> classes, boolean largest) {
    Comparator<DatasetManifest.Image> order = Comparator.comparingDouble(this::difference);
    List<PictureRow> rows = new ArrayList<>();
    for (String name : classes) {
      dataset.of(DatasetManifest.Split.VALIDATION).stream()
          .filter(image -> image.labels().contains(name))
          .filter(image -> !Double.isNaN(difference(image)))
          .sorted(largest ? order.reversed() : order)
          .limit(PER_CLASS)
          .forEach(image -> row(name, image).ifPresent(rows::add));
    }
    return rows;
  }

  private double difference(DatasetManifest.Image image) {
    return Math.abs(subject.iou(image) - control.iou(image));
  }

  private Optional<PictureRow> row(String name, DatasetManifest.Image image) {
    try {
      RgbImage picture = ImageDecoder.decode(store.get(image.artifact()));
      List<ImagePanel> panels = new ArrayList<>(List.of(PanelPictures.image("image", picture)));
      int key = dataset.classes().indexOf(name);
      for (Seen seen : List.of(control, subject)) {
        cam(seen, image, key).map(heat -> heat(seen, picture, heat)).ifPresent(panels::add);
      }
      for (Seen seen : List.of(control, subject)) {
        Optional<byte[]> mask = seen.outputs().find(image.artifact().sha256(), "mask.png");
        if (mask.isPresent()) {
          panels.add(
              PanelPictures.mask("mask, " + seen.name(), picture, LabelMaps.decode(mask.get())));
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

  private Optional<ImagePlanes> cam(Seen seen, DatasetManifest.Image image, int key) {
    return seen.outputs()
        .find(image.artifact().sha256(), "cam.npz")
        .map(ActivationMaps::fromNpz)
        .filter(cams -> cams.keys().contains(key))
        .map(cams -> cams.highResolution().plane(cams.keys().indexOf(key)));
  }

  private static ImagePanel heat(Seen seen, RgbImage picture, ImagePlanes heat) {
    return PanelPictures.cam(
        "CAM, " + seen.name(), picture, heat.values(), heat.width(), heat.height());
  }

  private String remark(DatasetManifest.Image image) {
    return String.format(
        Locale.ROOT,
        "mIoU of the CAM %.0f → %.0f",
        100 * control.iou(image),
        100 * subject.iou(image));
  }
}

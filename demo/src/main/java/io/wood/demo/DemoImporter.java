package io.wood.demo;

import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.MaskValues;
import io.wood.cli.dataset.PlannedImage;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.demo.drawing.DemoDataset;
import io.wood.demo.drawing.DemoImage;
import java.util.List;

/** Plans the import of the labelled images among the drawn ones. */
public final class DemoImporter {
  private DemoImporter() {}

  /** Takes training and validation images; candidates are not part of a dataset. */
  public static DatasetPlan plan(String name, List<DemoImage> drawn) {
    List<PlannedImage> images =
        drawn.stream().filter(image -> !image.kind().candidate()).map(DemoImporter::plan).toList();
    return new DatasetPlan(
        name, DemoDataset.CLASSES, MaskValues.inOrder(DemoDataset.CLASSES), images, List.of());
  }

  private static PlannedImage plan(DemoImage drawn) {
    Split split = drawn.kind() == DemoImage.Kind.TRAIN ? Split.TRAIN : Split.VALIDATION;
    return new PlannedImage(
        drawn.name(), drawn::jpeg, drawn.labels(), split, drawn.mask().map(mask -> () -> mask));
  }
}

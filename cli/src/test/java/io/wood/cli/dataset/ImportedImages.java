package io.wood.cli.dataset;

import io.wood.contracts.artifact.DatasetManifest.Image;

/** Finds the images of an imported dataset. */
public final class ImportedImages {
  private ImportedImages() {}

  public static Image named(ImportedDataset dataset, String name) {
    return dataset.manifest().images().stream()
        .filter(image -> image.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

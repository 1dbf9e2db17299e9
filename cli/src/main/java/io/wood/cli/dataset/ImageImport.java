package io.wood.cli.dataset;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ImageFormat;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.method.image.ImageDecoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores one image and its mask. */
final class ImageImport {
  private final ArtifactStore store;
  private final MaskValues maskValues;

  ImageImport(ArtifactStore store, MaskValues maskValues) {
    this.store = store;
    this.maskValues = maskValues;
  }

  /**
   * The result for one image.
   *
   * @param image empty when it could not be used
   * @param problems of the image or its mask
   */
  record Outcome(Optional<DatasetManifest.Image> image, List<ImportProblem> problems) {}

  /** Stores the image's bytes unchanged; only a mask is encoded again. */
  Outcome run(PlannedImage planned) {
    List<ImportProblem> problems = new ArrayList<>();
    try {
      byte[] file = planned.image().read();
      RgbImage pixels = ImageDecoder.decode(file);
      ArtifactRef artifact =
          store.put(
              Buckets.DATASETS,
              ObjectKeys.image(Hashes.sha256(file)),
              file,
              ImageFormat.mediaTypeOf(file));
      ArtifactRef truth = truth(planned, pixels, problems);
      return new Outcome(
          Optional.of(
              new DatasetManifest.Image(
                  planned.name(),
                  artifact,
                  pixels.width(),
                  pixels.height(),
                  planned.labels(),
                  planned.split(),
                  truth)),
          problems);
    } catch (IOException | UnusableImageException e) {
      problems.add(
          new ImportProblem(
              planned.name(), "the image cannot be read, so it is left out: " + why(e)));
      return new Outcome(Optional.empty(), problems);
    }
  }

  /** Returns null without a usable mask; the image is imported without one. */
  private ArtifactRef truth(PlannedImage planned, RgbImage pixels, List<ImportProblem> problems) {
    if (planned.mask().isEmpty()) {
      return null;
    }
    try {
      LabelMap mask = LabelMaps.decode(planned.mask().get().read());
      if (mask.width() != pixels.width() || mask.height() != pixels.height()) {
        throw new UnusableImageException(
            "the mask is %dx%d, the image %dx%d"
                .formatted(mask.width(), mask.height(), pixels.width(), pixels.height()));
      }
      byte[] png = LabelMaps.encode(maskValues.translate(mask));
      return store.put(Buckets.DATASETS, ObjectKeys.truth(Hashes.sha256(png)), png, "image/png");
    } catch (IOException | UnusableImageException e) {
      problems.add(
          new ImportProblem(
              planned.name(), "its mask cannot be used, so the image goes without: " + why(e)));
      return null;
    }
  }

  private static String why(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException missing
        ? "there is no file " + missing.getFile()
        : e.getMessage();
  }
}

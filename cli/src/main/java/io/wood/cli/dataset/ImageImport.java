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
import io.wood.store.Hashes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stores one image and its mask. */
final class ImageImport {
  private final DatasetImporter.ObjectWriter store;
  private final MaskValues maskValues;

  ImageImport(DatasetImporter.ObjectWriter store, MaskValues maskValues) {
    this.store = store;
    this.maskValues = maskValues;
  }

  /**
   * The result for one image.
   *
   * @param image empty when it could not be used
   * @param problems of the image or its mask
   * @param pixels number of pixels by their value in the mask; empty without a mask
   * @param turned true when the file says that it is to be shown turned
   */
  record Outcome(
      Optional<DatasetManifest.Image> image,
      List<ImportProblem> problems,
      Map<Integer, Long> pixels,
      boolean turned) {}

  /** Stores the image's bytes unchanged; only a mask is encoded again. */
  Outcome run(PlannedImage planned) {
    List<ImportProblem> problems = new ArrayList<>();
    Map<Integer, Long> counts = new TreeMap<>();
    try {
      byte[] file = planned.image().read();
      RgbImage pixels = ImageDecoder.decode(file);
      ArtifactRef artifact =
          store.put(
              Buckets.DATASETS,
              ObjectKeys.image(Hashes.sha256(file)),
              file,
              ImageFormat.mediaTypeOf(file));
      ArtifactRef truth = truth(planned, pixels, problems, counts);
      return new Outcome(
          Optional.of(
              new DatasetManifest.Image(
                  planned.name(),
                  artifact,
                  pixels.width(),
                  pixels.height(),
                  planned.labels(),
                  planned.split(),
                  truth,
                  planned.path().orElse(null))),
          problems,
          counts,
          ImageDecoder.isTurned(file));
    } catch (IOException | UnusableImageException e) {
      problems.add(
          new ImportProblem(
              planned.name(), "the image cannot be read, so it is left out: " + why(e)));
      return new Outcome(Optional.empty(), problems, counts, false);
    }
  }

  /** Returns null without a usable mask; the image is imported without one. */
  private ArtifactRef truth(
      PlannedImage planned,
      RgbImage pixels,
      List<ImportProblem> problems,
      Map<Integer, Long> counts) {
    if (planned.mask().isEmpty()) {
      return null;
    }
    try {
      LabelMap mask = maskValues.decode(planned.mask().get().read());
      if (mask.width() != pixels.width() || mask.height() != pixels.height()) {
        throw new UnusableImageException(
            "the mask is %dx%d, the image %dx%d%s"
                .formatted(
                    mask.width(),
                    mask.height(),
                    pixels.width(),
                    pixels.height(),
                    turned(mask, pixels)
                        ? " as its EXIF orientation turns it: turn the mask too, or remove the tag"
                        : ""));
      }
      LabelMap classes = maskValues.translate(mask);
      count(classes, counts);
      byte[] png = LabelMaps.encode(classes);
      return store.put(Buckets.DATASETS, ObjectKeys.truth(Hashes.sha256(png)), png, "image/png");
    } catch (IOException | UnusableImageException e) {
      problems.add(
          new ImportProblem(
              planned.name(), "its mask cannot be used, so the image goes without: " + why(e)));
      return null;
    }
  }

  private static boolean turned(LabelMap mask, RgbImage pixels) {
    return mask.width() == pixels.height() && mask.height() == pixels.width();
  }

  private static void count(LabelMap mask, Map<Integer, Long> counts) {
    long[] pixels = new long[256];
    for (byte value : mask.labels()) {
      pixels[value & 0xff]++;
    }
    for (int value = 0; value < pixels.length; value++) {
      if (pixels[value] > 0) {
        counts.put(value, pixels[value]);
      }
    }
  }

  private static String why(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    return e instanceof AccessDeniedException denied
        ? "there is no right to read " + denied.getFile()
        : e.getMessage();
  }
}

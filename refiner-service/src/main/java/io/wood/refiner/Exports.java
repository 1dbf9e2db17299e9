package io.wood.refiner;

import io.wood.contracts.DatasetManifest;
import io.wood.contracts.RefinementStage;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.method.walk.WalkedMaps;
import io.wood.store.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A refinement's masks as files for other tools. With a threshold, the masks are made anew from the
 * walked maps: no walk is repeated and nothing stored is changed.
 */
final class Exports {
  private final RefinementView view;
  private final RefinementImages images;
  private final StageOutputs outputs;

  Exports(RefinementView view, RefinementImages images, StageOutputs outputs) {
    this.view = view;
    this.images = images;
    this.outputs = outputs;
  }

  /** What can be exported. */
  enum Format {
    /** Zip of VOC folders: palette PNGs, lists per split, class names. */
    VOC("application/zip", "-voc.zip"),
    /** COCO instances, one region per class and image, uncompressed run lengths. */
    COCO("application/json", "-coco.json"),
    /** One line per image: pixels per class. */
    CSV("text/csv", ".csv");

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
      this.mediaType = mediaType;
      this.suffix = suffix;
    }

    static Format of(String name) {
      return Arrays.stream(values())
          .filter(format -> format.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown export '" + name + "'; there are voc, coco and csv"));
    }

    String mediaType() {
      return mediaType;
    }

    String suffix() {
      return suffix;
    }
  }

  StreamingOutput of(RefinementSummary summary, Format format, Double threshold) {
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must lie in 0..1, not " + threshold);
    }
    DatasetManifest dataset = images.dataset(summary);
    return out -> {
      switch (format) {
        case VOC -> voc(summary, dataset, threshold, out);
        case COCO -> Json.mapper().writeValue(out, coco(summary, dataset, threshold));
        case CSV -> csv(summary, dataset, threshold, out);
      }
    };
  }

  private void voc(
      RefinementSummary summary, DatasetManifest dataset, Double threshold, OutputStream out)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "classes.txt", lines(dataset.classes()));
      for (DatasetManifest.Split split : DatasetManifest.Split.values()) {
        String list = split == DatasetManifest.Split.TRAIN ? "train" : "val";
        entry(
            zip,
            "ImageSets/Segmentation/" + list + ".txt",
            lines(dataset.of(split).stream().map(DatasetManifest.Image::name).toList()));
      }
      for (DatasetManifest.Image image : dataset.images()) {
        Optional<LabelMap> mask = mask(summary, image, threshold);
        if (mask.isPresent()) {
          entry(zip, "SegmentationClass/" + image.name() + ".png", LabelMaps.encode(mask.get()));
        }
      }
    }
  }

  private CocoFile coco(RefinementSummary summary, DatasetManifest dataset, Double threshold) {
    CocoFile.Builder file = new CocoFile.Builder(dataset.classes());
    for (DatasetManifest.Image image : dataset.images()) {
      mask(summary, image, threshold).ifPresent(mask -> file.add(image, mask));
    }
    return file.build();
  }

  private void csv(
      RefinementSummary summary, DatasetManifest dataset, Double threshold, OutputStream out)
      throws IOException {
    String head =
        "image,sha256,split,labels,background,"
            + String.join(",", dataset.classes())
            + System.lineSeparator();
    out.write(head.getBytes(StandardCharsets.UTF_8));
    for (DatasetManifest.Image image : dataset.images()) {
      Optional<LabelMap> mask = mask(summary, image, threshold);
      if (mask.isPresent()) {
        long[] pixels = new long[256];
        for (byte label : mask.get().labels()) {
          pixels[label & 0xff]++;
        }
        String counts =
            Arrays.stream(pixels, 0, dataset.classes().size() + 1)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
        String line =
            String.join(
                    ",",
                    quoted(image.name()),
                    image.artifact().sha256(),
                    image.split().name(),
                    quoted(String.join(" ", image.labels())),
                    counts)
                + System.lineSeparator();
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private Optional<LabelMap> mask(
      RefinementSummary summary, DatasetManifest.Image image, Double threshold) {
    String run = summary.request().refinement();
    String sha = image.artifact().sha256();
    boolean done =
        view.refinedOne(run, RefinementStage.MASK, sha)
            .filter(refined -> refined.problem().isEmpty())
            .isPresent();
    if (!done) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          threshold == null
              ? LabelMaps.decode(outputs.get(run, RefinementStage.MASK, sha, OutputNames.MASK))
              : WalkedMaps.fromBytes(
                      outputs.get(run, RefinementStage.MASK, sha, OutputNames.PROBABILITIES))
                  .mask(threshold));
    } catch (UnusableImageException e) {
      throw new WebApplicationException("mask of " + image.name() + ": " + e.getMessage(), e);
    }
  }

  private static byte[] lines(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}

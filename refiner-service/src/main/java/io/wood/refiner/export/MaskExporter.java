package io.wood.refiner.export;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.refiner.view.RefinedMasks;
import io.wood.refiner.view.RefinementImages;
import io.wood.store.Json;
import io.wood.store.csv.CsvCodec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Exports a refinement's masks as files for other tools, image by image. */
public final class MaskExporter {
  private final RefinedMasks masks;
  private final RefinementImages images;

  public MaskExporter(RefinedMasks masks, RefinementImages images) {
    this.masks = masks;
    this.images = images;
  }

  /** Formats of an export. */
  public enum Format {
    /** Zip of VOC folders: palette PNGs, lists per split, class names. */
    VOC("application/zip", "-voc.zip"),
    /** COCO instances, one region per class and image, uncompressed run lengths. */
    COCO("application/json", "-coco.json"),
    /** One line per image: pixels per class, and why there is no mask. */
    CSV("text/csv", ".csv");

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
      this.mediaType = mediaType;
      this.suffix = suffix;
    }

    public static Format of(String name) {
      return Arrays.stream(values())
          .filter(format -> format.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown export '" + name + "'; use voc, coco or csv"));
    }

    public String mediaType() {
      return mediaType;
    }

    public String suffix() {
      return suffix;
    }
  }

  /** Writes a whole refinement; images without a mask are omitted and listed. */
  public void write(
      RefinementSummary summary, Format format, RefinedMasks.Choice choice, OutputStream out)
      throws IOException {
    switch (format) {
      case VOC -> voc(summary, choice, out);
      case COCO -> coco(summary, choice, out);
      case CSV -> csv(summary, choice, out);
    }
  }

  private void voc(RefinementSummary summary, RefinedMasks.Choice choice, OutputStream out)
      throws IOException {
    Map<DatasetManifest.Split, List<String>> lists = new EnumMap<>(DatasetManifest.Split.class);
    List<String> problems = new ArrayList<>();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "classes.txt", lines(images.dataset(summary).classes()));
      masks.<IOException>each(
          summary,
          choice,
          exported -> {
            if (exported.mask().isPresent()) {
              lists
                  .computeIfAbsent(exported.image().split(), split -> new ArrayList<>())
                  .add(exported.file());
              byte[] mask = LabelMaps.encode(exported.mask().get());
              entry(zip, "SegmentationClass/" + exported.file() + ".png", mask);
            } else {
              problems.add(exported.image().name() + ": " + exported.problem());
            }
          });
      for (DatasetManifest.Split split : DatasetManifest.Split.values()) {
        String list = split == DatasetManifest.Split.TRAIN ? "train" : "val";
        entry(
            zip,
            "ImageSets/Segmentation/" + list + ".txt",
            lines(lists.getOrDefault(split, List.of())));
      }
      if (!problems.isEmpty()) {
        entry(zip, "without-mask.txt", lines(problems));
      }
    }
  }

  private void coco(RefinementSummary summary, RefinedMasks.Choice choice, OutputStream out)
      throws IOException {
    CocoFile.Builder file = new CocoFile.Builder(images.dataset(summary).classes());
    masks.each(
        summary,
        choice,
        exported -> exported.mask().ifPresent(mask -> file.add(fileName(exported), mask)));
    Json.mapper().writeValue(out, file.build());
  }

  private static String fileName(RefinedMasks.ExportedMask exported) {
    return ImageFormat.ofMediaType(exported.image().artifact().mediaType())
        .map(format -> exported.file() + "." + format.endings().get(0))
        .orElse(exported.file());
  }

  private void csv(RefinementSummary summary, RefinedMasks.Choice choice, OutputStream out)
      throws IOException {
    List<String> classes = images.dataset(summary).classes();
    List<String> head = new ArrayList<>(List.of("image", "sha256", "split", "labels", "problem"));
    head.add("background");
    head.addAll(classes);
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CsvCodec.write(text, head);
    masks.<IOException>each(
        summary,
        choice,
        exported -> {
          DatasetManifest.Image image = exported.image();
          List<String> cells = new ArrayList<>();
          cells.add(image.name());
          cells.add(image.artifact().sha256());
          cells.add(image.split().name());
          cells.add(String.join(";", image.labels()));
          cells.add(exported.problem());
          cells.addAll(counts(exported, classes.size() + 1));
          CsvCodec.write(text, cells);
        });
    text.flush();
  }

  /** Pixels of every label; empty cells without a mask. */
  private static List<String> counts(RefinedMasks.ExportedMask exported, int labels) {
    long[] pixels = new long[256];
    for (byte label : exported.mask().map(LabelMap::labels).orElse(new byte[0])) {
      pixels[label & 0xff]++;
    }
    boolean hasMask = exported.mask().isPresent();
    return Arrays.stream(pixels, 0, labels)
        .mapToObj(count -> hasMask ? Long.toString(count) : "")
        .collect(Collectors.toList());
  }

  private static byte[] lines(List<String> lines) {
    return lines.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}

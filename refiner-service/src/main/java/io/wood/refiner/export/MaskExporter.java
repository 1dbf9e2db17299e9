package io.wood.refiner.export;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.method.image.LabelMap;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
    /** Zip of VOC folders: palette PNGs, lists per split, labels, class names and colours. */
    VOC("application/zip", "-voc.zip"),
    /** The same with the images. */
    VOC_IMAGES("application/zip", "-voc.zip"),
    /** COCO instances, one region per class and image, uncompressed run lengths. */
    COCO("application/json", "-coco.json"),
    /** COCO instances, one region per class and image, polygons. */
    COCO_POLYGONS("application/json", "-coco.json"),
    /** Zip of a folder of black and white PNGs per class. */
    PNG("application/zip", "-png.zip"),
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
          .filter(format -> format.wireName().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "unknown export '%s'; use %s"
                          .formatted(
                              name,
                              Arrays.stream(values())
                                  .map(Format::wireName)
                                  .collect(Collectors.joining(", ")))));
    }

    private String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
      case VOC, VOC_IMAGES -> voc(summary, choice, format == Format.VOC_IMAGES, out);
      case COCO, COCO_POLYGONS -> coco(summary, choice, format == Format.COCO_POLYGONS, out);
      case PNG -> png(summary, choice, out);
      case CSV -> csv(summary, choice, out);
    }
  }

  private void voc(
      RefinementSummary summary, RefinedMasks.Choice choice, boolean withImages, OutputStream out)
      throws IOException {
    try (ZippedMasks zip = new ZippedMasks(out, images.dataset(summary).classes())) {
      ZippedMasks.Voc voc = zip.new Voc();
      masks.<IOException>each(
          summary,
          choice,
          exported ->
              voc.add(exported, withImages ? images.file(exported.image()) : Optional.empty()));
      voc.finish();
    }
  }

  private void png(RefinementSummary summary, RefinedMasks.Choice choice, OutputStream out)
      throws IOException {
    try (ZippedMasks zip = new ZippedMasks(out, images.dataset(summary).classes())) {
      masks.<IOException>each(summary, choice, zip.new PerClass()::add);
    }
  }

  private void coco(
      RefinementSummary summary, RefinedMasks.Choice choice, boolean polygons, OutputStream out)
      throws IOException {
    CocoFile.Builder file = new CocoFile.Builder(images.dataset(summary).classes(), polygons);
    masks.each(
        summary,
        choice,
        exported -> exported.mask().ifPresent(mask -> file.add(ZippedMasks.path(exported), mask)));
    String date = summary.request().requestedAt().toString().substring(0, 10);
    Json.mapper()
        .writeValue(
            out,
            file.build(
                choice.kind().label() + " of refinement " + summary.request().refinement(), date));
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
          cells.add(image.path() == null ? image.name() : image.path());
          cells.add(image.artifact().sha256());
          cells.add(image.split().name());
          cells.add(ClassCell.of(image.labels(), classes));
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
}

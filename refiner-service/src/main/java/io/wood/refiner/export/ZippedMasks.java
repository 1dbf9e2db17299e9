package io.wood.refiner.export;

import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ImageFormat;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.refiner.view.ExportNames;
import io.wood.refiner.view.RefinedMasks.ExportedMask;
import io.wood.store.csv.CsvCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes masks as a zip of folders, image by image. */
final class ZippedMasks implements AutoCloseable {
  private final ZipOutputStream zip;
  private final List<String> classes;
  private final List<String> problems = new ArrayList<>();

  ZippedMasks(OutputStream out, List<String> classes) {
    this.zip = new ZipOutputStream(out);
    this.classes = classes;
  }

  /** VOC's folders, which {@code wood import voc} reads: palette PNGs, lists, labels, colours. */
  final class Voc {
    private final Map<Split, List<Listed>> lists = new EnumMap<>(Split.class);
    private final StringBuilder labels = new StringBuilder();

    Voc() throws IOException {
      CsvCodec.write(labels, List.of("image", "labels", "split", "sha256", "path"));
      entry("classes.txt", lines(classes));
      List<String> colours = new ArrayList<>(List.of("# label:color_rgb:parts:actions"));
      colours.add("background:0,0,0::");
      for (int i = 0; i < classes.size(); i++) {
        int colour = LabelMaps.colour(i + 1);
        colours.add(
            "%s:%d,%d,%d::"
                .formatted(classes.get(i), colour >> 16, colour >> 8 & 0xff, colour & 0xff));
      }
      entry("labelmap.txt", lines(colours));
    }

    /**
     * Adds an image.
     *
     * @param image its file; empty when the archive holds masks alone
     */
    void add(ExportedMask exported, Optional<byte[]> image) throws IOException {
      DatasetManifest.Image known = exported.image();
      Optional<LabelMap> mask = exported.mask();
      if (mask.isPresent()) {
        entry("SegmentationClass/" + exported.file() + ".png", LabelMaps.encode(mask.get()));
      } else {
        problems.add(known.name() + ": " + exported.problem());
      }
      if (mask.isPresent() || image.isPresent()) {
        lists
            .computeIfAbsent(known.split(), split -> new ArrayList<>())
            .add(new Listed(exported.file(), known.labels()));
        CsvCodec.write(
            labels,
            List.of(
                exported.file(),
                ClassCell.of(known.labels(), classes),
                known.split() == Split.TRAIN ? "train" : "val",
                known.artifact().sha256(),
                known.path() == null ? known.name() : known.path()));
      }
      if (image.isPresent()) {
        entry("JPEGImages/" + fileName(exported), image.get());
      }
    }

    /** Lists under {@code Main} too, with the labels: some readers of VOC look there alone. */
    void finish() throws IOException {
      entry("labels.csv", labels.toString().getBytes(StandardCharsets.UTF_8));
      ExportNames names = new ExportNames();
      List<String> listable =
          classes.stream().filter(label -> names.of(label).equals(label)).toList();
      for (Split split : Split.values()) {
        String name = split == Split.TRAIN ? "train" : "val";
        List<Listed> listed = lists.getOrDefault(split, List.of());
        byte[] list = lines(listed.stream().map(Listed::file).toList());
        entry("ImageSets/Segmentation/" + name + ".txt", list);
        entry("ImageSets/Main/" + name + ".txt", list);
        for (String label : listable) {
          entry("ImageSets/Main/" + label + "_" + name + ".txt", lines(flags(listed, label)));
        }
      }
    }

    private static List<String> flags(List<Listed> images, String label) {
      return images.stream()
          .map(image -> image.file() + (image.labels().contains(label) ? "  1" : " -1"))
          .toList();
    }

    /** An image of a list. */
    private record Listed(String file, List<String> labels) {}
  }

  /** A folder of PNGs for each class: 255 where the mask holds it, 0 elsewhere. */
  final class PerClass {
    private final List<String> folders;

    PerClass() throws IOException {
      ExportNames names = new ExportNames();
      folders = classes.stream().map(names::of).toList();
      StringBuilder table = new StringBuilder();
      CsvCodec.write(table, List.of("folder", "class"));
      for (int i = 0; i < classes.size(); i++) {
        CsvCodec.write(table, List.of(folders.get(i), classes.get(i)));
      }
      entry("classes.csv", table.toString().getBytes(StandardCharsets.UTF_8));
    }

    void add(ExportedMask exported) throws IOException {
      if (exported.mask().isEmpty()) {
        problems.add(exported.image().name() + ": " + exported.problem());
        return;
      }
      LabelMap mask = exported.mask().get();
      for (int label = 1; label <= classes.size(); label++) {
        byte[] pixels = new byte[mask.labels().length];
        boolean any = false;
        for (int i = 0; i < pixels.length; i++) {
          boolean hit = (mask.labels()[i] & 0xff) == label;
          pixels[i] = hit ? (byte) LabelMap.IGNORE : 0;
          any |= hit;
        }
        if (any || exported.image().labels().contains(classes.get(label - 1))) {
          entry(
              folders.get(label - 1) + "/" + exported.file() + ".png",
              LabelMaps.encodeGrey(new LabelMap(mask.width(), mask.height(), pixels)));
        }
      }
    }
  }

  /** The name that an image was imported by, or the one that its mask has. */
  static String path(ExportedMask exported) {
    return exported.image().path() == null ? fileName(exported) : exported.image().path();
  }

  private static String fileName(ExportedMask exported) {
    String path = exported.image().path();
    int dot = path == null ? -1 : path.lastIndexOf('.');
    if (dot > 0 && path.indexOf('/', dot) < 0) {
      return exported.file() + path.substring(dot);
    }
    return ImageFormat.ofMediaType(exported.image().artifact().mediaType())
        .map(format -> exported.file() + "." + format.endings().get(0))
        .orElse(exported.file());
  }

  private static byte[] lines(List<String> lines) {
    return lines.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void entry(String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    if (!problems.isEmpty()) {
      entry("without-mask.txt", lines(problems));
    }
    zip.close();
  }
}

package io.wood.refiner.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.coco.CocoImporter;
import io.wood.cli.dataset.coco.CocoOptions;
import io.wood.cli.dataset.csv.CsvImporter;
import io.wood.cli.dataset.csv.CsvOptions;
import io.wood.cli.dataset.voc.VocImporter;
import io.wood.cli.dataset.voc.VocOptions;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.RefinementRequested;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.view.RefinedMasks;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Json;
import io.wood.store.csv.CsvCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What reads the exports of a refinement: the importers, which give back an imported folder, and
 * readers of other tools, by what their code asks for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportReadersTest {
  private static final RefinedMasks.Choice STORED = RefinedMasks.Choice.of("mask", null);
  private static final List<String> CLASSES = List.of("a;b", "traffic light");
  private static final List<String> TRAIN = List.of("site_a/1.png", "site_b/1.PNG", "x/Cat.png");
  private static final List<String> VALIDATION = List.of("y/cat.png", "K\u00f6ln (1).png");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private Path directory;
  private Path images;
  private ImportedDataset first;
  private RefinementSummary summary;

  @BeforeAll
  void importAndRefine(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Path folder = directory.resolve("first");
    images = folder.resolve("JPEGImages");
    StringBuilder labels = new StringBuilder("image,labels\n");
    List<String> all = Stream.concat(TRAIN.stream(), VALIDATION.stream()).toList();
    for (int i = 0; i < all.size(); i++) {
      write(images.resolve(all.get(i)), store.get(drawn.good().get(i).artifact()));
      String both = i == 2 ? "[\"\"a;b\"\",\"\"traffic light\"\"]" : "";
      String one = "[\"\"" + CLASSES.get(i % 2) + "\"\"]";
      labels.append(all.get(i)).append(",\"").append(i == 2 ? both : one).append("\"\n");
    }
    write(folder.resolve("labels.csv"), labels.toString().getBytes(UTF_8));
    write(folder.resolve("ImageSets/train.txt"), String.join("\n", TRAIN).getBytes(UTF_8));
    write(folder.resolve("ImageSets/val.txt"), String.join("\n", VALIDATION).getBytes(UTF_8));
    first = imported(VocImporter.plan(folder, VocOptions.DEFAULT));
    RefinementRequested request =
        InlineReplica.request("run", drawn.model(1, CLASSES), first.ref(), Tiny.MASKS);
    replica.view.accept(request);
    replica.view.accept(replica.run().run(request, replica.reporter("run"), () -> true));
    summary = replica.view.find("run").orElseThrow();
    List<String> masks =
        store.keys(Buckets.OUTPUTS).stream().filter(key -> key.endsWith(OutputNames.MASK)).toList();
    for (int i = 0; i < masks.size(); i++) {
      store.put(Buckets.OUTPUTS, masks.get(i), LabelMaps.encode(spots(i)), "image/png");
    }
  }

  /** An untrained network marks whole images; these have background, both classes and holes. */
  private static LabelMap spots(int seed) {
    Random random = new Random(seed);
    byte[] labels = new byte[DrawnDataset.WIDTH * DrawnDataset.HEIGHT];
    for (int i = 0; i < labels.length; i++) {
      int x = i % DrawnDataset.WIDTH;
      labels[i] = (byte) (x < 10 || random.nextInt(12) == 0 ? 0 : x < 30 ? 1 : 2);
    }
    return new LabelMap(DrawnDataset.WIDTH, DrawnDataset.HEIGHT, labels);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private ImportedDataset imported(DatasetPlan plan) {
    ImportedDataset dataset = new DatasetImporter(store, (done, total) -> {}).run(plan);
    assertThat(dataset.problems()).isEmpty();
    return dataset;
  }

  private byte[] export(MaskExporter.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MaskExporter(replica.masks(), replica.images()).write(summary, format, STORED, out);
    return out.toByteArray();
  }

  private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  /** Labels and split by the hash of the file. */
  private static Map<String, List<Object>> content(ImportedDataset dataset) {
    return dataset.manifest().images().stream()
        .collect(
            Collectors.toMap(
                image -> image.artifact().sha256(),
                image -> List.of(image.labels(), image.split())));
  }

  private void assertHoldsTheMasks(ImportedDataset dataset) throws Exception {
    assertThat(dataset.manifest().images()).hasSize(5);
    for (Image image : dataset.manifest().images()) {
      Image original =
          first.manifest().images().stream()
              .filter(each -> each.artifact().sha256().equals(image.artifact().sha256()))
              .findFirst()
              .orElseThrow();
      assertThat(LabelMaps.decode(store.get(image.truth())))
          .isEqualTo(replica.masks().of(summary, original, STORED));
    }
  }

  @Test
  void anExportedFolderIsTheImportedOneWithTheMasks() throws Exception {
    Path folder = directory.resolve("second");
    for (Map.Entry<String, byte[]> file :
        unzipped(export(MaskExporter.Format.VOC_IMAGES)).entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }

    ImportedDataset second = imported(VocImporter.plan(folder, VocOptions.DEFAULT));

    assertThat(first.manifest().classes()).isEqualTo(CLASSES);
    assertThat(second.manifest().classes()).isEqualTo(CLASSES);
    assertThat(content(second)).hasSize(5).isEqualTo(content(first));
    assertHoldsTheMasks(second);
    assertThat(imported(VocImporter.plan(folder, VocOptions.DEFAULT)).ref())
        .isEqualTo(second.ref());
  }

  @ParameterizedTest
  @ValueSource(strings = {"coco", "coco-polygons"})
  void anExportedCocoFileLeadsToTheImportedImages(String format) throws Exception {
    Path file = directory.resolve("masks.json");
    write(file, export(MaskExporter.Format.of(format)));

    DatasetPlan plan = CocoImporter.plan(file, images, CocoOptions.DEFAULT);
    ImportedDataset second = new DatasetImporter(store, (done, total) -> {}).run(plan);

    assertThat(second.manifest().images())
        .allMatch(image -> TRAIN.contains(image.path()) || VALIDATION.contains(image.path()));
    assertThat(plan.problems()).isEmpty();
    assertHoldsTheMasks(second);
  }

  @Test
  void anExportedTableIsTheImportedOne() throws Exception {
    Path file = directory.resolve("masks.csv");
    write(file, export(MaskExporter.Format.CSV));

    ImportedDataset second = imported(CsvImporter.plan(file, images, CsvOptions.DEFAULT));

    assertThat(second.manifest().classes()).isEqualTo(CLASSES);
    assertThat(content(second)).isEqualTo(content(first));
  }

  /**
   * Datumaro: 4 fields a line, every colour declared, lists under Main, an entry for each label.
   */
  @Test
  void theVocFolderHasWhatDatumaroAsksFor() throws Exception {
    Map<String, byte[]> files = unzipped(export(MaskExporter.Format.VOC));

    Set<String> colours = new HashSet<>();
    for (String line : text(files, "labelmap.txt")) {
      if (!line.startsWith("#")) {
        String[] fields = line.split(":", -1);
        assertThat(fields).hasSize(4);
        colours.add(fields[1]);
      }
    }
    assertThat(colours).hasSize(1 + CLASSES.size());
    for (String list : List.of("train", "val")) {
      List<String> names = text(files, "ImageSets/Main/" + list + ".txt");
      assertThat(names)
          .isNotEmpty()
          .isEqualTo(text(files, "ImageSets/Segmentation/" + list + ".txt"));
      for (String name : names) {
        LabelMap mask = LabelMaps.decode(files.get("SegmentationClass/" + name + ".png"));
        for (byte value : mask.labels()) {
          int colour = LabelMaps.colour(value & 0xff);
          assertThat(colours)
              .contains("%d,%d,%d".formatted(colour >> 16, colour >> 8 & 0xff, colour & 0xff));
        }
      }
      for (String label : CLASSES) {
        List<String> flags = text(files, "ImageSets/Main/" + label + "_" + list + ".txt");
        assertThat(flags).hasSameSizeAs(names).allMatch(line -> line.matches(".+ +(1|-1)"));
        assertThat(flags).anyMatch(line -> line.endsWith("  1"));
      }
    }
  }

  /** Datumaro and COCO's own reader: these fields, of these types. */
  @ParameterizedTest
  @ValueSource(strings = {"coco", "coco-polygons"})
  void theCocoFileHasWhatItsReadersAskFor(String format) throws Exception {
    JsonNode coco = Json.mapper().readTree(export(MaskExporter.Format.of(format)));

    for (String part : List.of("info", "licenses", "images", "annotations", "categories")) {
      assertThat(coco.has(part)).as(part).isTrue();
    }
    for (JsonNode category : coco.path("categories")) {
      assertThat(category.path("id").asInt()).isPositive();
      assertThat(category.path("name").isTextual()).isTrue();
      assertThat(category.path("supercategory").isTextual()).isTrue();
    }
    for (JsonNode image : coco.path("images")) {
      assertThat(image.path("id").isInt() && image.path("file_name").isTextual()).isTrue();
      assertThat(image.path("width").isInt() && image.path("height").isInt()).isTrue();
    }
    assertThat(coco.path("annotations")).isNotEmpty();
    for (JsonNode annotation : coco.path("annotations")) {
      for (String field : List.of("id", "image_id", "category_id", "iscrowd")) {
        assertThat(annotation.path(field).isInt()).as(field).isTrue();
      }
      assertThat(annotation.path("bbox")).hasSize(4);
      JsonNode region = annotation.path("segmentation");
      if (region.isArray()) {
        assertThat(region)
            .isNotEmpty()
            .allMatch(polygon -> polygon.size() >= 6 && polygon.size() % 2 == 0);
      } else {
        assertThat(region.path("counts").isArray()).isTrue();
        assertThat(region.path("size")).hasSize(2);
      }
    }
  }

  private static List<String> text(Map<String, byte[]> files, String name) {
    assertThat(files).containsKey(name);
    return new String(files.get(name), UTF_8).lines().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"None", "NA", "n/a", "null", "NaN", "<NA>", "('bar')", "'bar'", "set()", "()"})
  void aClassComesBackWhateverItsName(String name) throws Exception {
    List<String> classes = List.of("bar", name);
    StringBuilder table = new StringBuilder();
    CsvCodec.write(table, List.of("image", "labels"));
    CsvCodec.write(table, List.of(TRAIN.get(0), ClassCell.of(List.of("bar"), classes)));
    CsvCodec.write(table, List.of(TRAIN.get(1), ClassCell.of(List.of(name), classes)));
    CsvCodec.write(table, List.of(TRAIN.get(2), ClassCell.of(classes, classes)));
    Path file = directory.resolve("names.csv");
    write(file, table.toString().getBytes(UTF_8));

    DatasetPlan plan = CsvImporter.plan(file, images, CsvOptions.DEFAULT);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.classes()).containsExactlyInAnyOrderElementsOf(classes);
    assertThat(plan.images().get(1).labels()).containsExactly(name);
    assertThat(plan.images().get(2).labels()).containsExactlyInAnyOrderElementsOf(classes);
  }

  @Test
  void classListsDifferWhereADiskIgnoresCase() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZippedMasks masks = new ZippedMasks(out, List.of("bar", "Bar"))) {
      masks.new Voc().finish();
    }

    assertThat(unzipped(out.toByteArray()))
        .containsKey("ImageSets/Main/bar_train.txt")
        .doesNotContainKey("ImageSets/Main/Bar_train.txt");
  }
}

package io.wood.refiner.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.walk.WalkedMaps;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.export.MaskExporter;
import io.wood.refiner.lead.InlineReplica;
import io.wood.refiner.report.EvaluationReport;
import io.wood.refiner.report.ReportCsv;
import io.wood.refiner.report.ReportHtml;
import io.wood.refiner.report.ResultsSummary;
import io.wood.refiner.stage.OutputNames;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be had of a refinement that has ended: other thresholds, files, rows, reports. */
class RefinedMasksTest {
  private static final RefinedMasks.Choice STORED = RefinedMasks.Choice.of("mask", null);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private List<Image> images;
  private RefinementSummary summary;

  @BeforeEach
  void refine() throws InterruptedException {
    images = new ArrayList<>(drawn.good());
    images.add(drawn.broken());
    Image twin =
        drawn.image(
            "image0", DrawnDataset.noise(20, 16, 3), List.of("dark"), Split.VALIDATION, null);
    images.add(
        new Image(
            twin.name(),
            twin.artifact(),
            twin.width(),
            twin.height(),
            twin.labels(),
            twin.split(),
            null,
            "site_b/image 0.JPG"));
    RefinementRequested request =
        InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.MASKS);
    replica.view.accept(request);
    RefinementCompleted completed = replica.run().run(request, replica.reporter("run"), () -> true);
    replica.view.accept(completed);
    summary = replica.view.find("run").orElseThrow();
  }

  @Test
  void makesMasksOfAnotherThresholdOutOfTheWalkedMapsAlone() throws Exception {
    // Given walked maps, and nothing else that a walk would need
    Map<String, WalkedMaps> walked = new HashMap<>();
    for (Image image : good()) {
      walked.put(
          image.artifact().sha256(),
          WalkedMaps.fromBytes(
              replica.outputs.get(
                  "run",
                  RefinementStage.MASK,
                  image.artifact().sha256(),
                  OutputNames.PROBABILITIES)));
    }
    store.keys(Buckets.MODELS).forEach(key -> store.delete(Buckets.MODELS, key));
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.endsWith(OutputNames.CAM))
        .forEach(key -> store.delete(Buckets.OUTPUTS, key));
    List<String> before = store.keys(Buckets.OUTPUTS);
    int tasks = replica.published(RefinementTask.class).size();

    // When, then
    for (double threshold : List.of(0.0, .2, .4, .9)) {
      for (Image image : good()) {
        LabelMap mask =
            replica.masks().of(summary, image, RefinedMasks.Choice.of("mask", threshold));
        assertThat(mask).isEqualTo(walked.get(image.artifact().sha256()).mask(threshold));
      }
    }
    assertThat(store.keys(Buckets.OUTPUTS)).isEqualTo(before);
    assertThat(replica.published(RefinementTask.class)).hasSize(tasks);
  }

  @Test
  void givesTheStoredMaskWhenTheThresholdIsTheSame() throws Exception {
    for (Image image : good()) {
      assertThat(replica.masks().of(summary, image, RefinedMasks.Choice.of("mask", .4)))
          .isEqualTo(replica.masks().of(summary, image, STORED));
    }
  }

  @Test
  void refusesThresholdsAndMasksThatDoNotExist() {
    assertThatThrownBy(() -> RefinedMasks.Choice.of("mask", 1.5))
        .hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> RefinedMasks.Choice.of("prediction", .5))
        .hasMessageContaining("only pseudo-masks");
    assertThatThrownBy(() -> RefinedMasks.Choice.of("seeds", null))
        .hasMessageContaining("use mask, prediction or prediction-labelled");
  }

  @Test
  void exportsVocFoldersThatListWhatTheyHold() throws IOException {
    Map<String, byte[]> files = unzipped(export(MaskExporter.Format.VOC));

    String twin = "image0_" + images.get(7).artifact().sha256().substring(0, 12);
    assertThat(text(files, "classes.txt")).isEqualTo("light\ndark\n");
    assertThat(text(files, "ImageSets/Segmentation/train.txt").lines())
        .containsExactly("image0", "image1", "image2", "image3");
    assertThat(text(files, "ImageSets/Segmentation/val.txt").lines())
        .containsExactly("image4", "image5", twin);
    assertThat(text(files, "without-mask.txt")).startsWith("broken: ");
    assertThat(files.keySet().stream().filter(name -> name.startsWith("SegmentationClass/")))
        .hasSize(7)
        .contains("SegmentationClass/" + twin + ".png");
  }

  @Test
  void exportsVocMasksThatAreTheMasks() throws Exception {
    Map<String, byte[]> files = unzipped(export(MaskExporter.Format.VOC));

    assertThat(LabelMaps.decode(files.get("SegmentationClass/image3.png")))
        .isEqualTo(replica.masks().of(summary, images.get(3), STORED));
  }

  @Test
  void exportsCocoThatGivesTheMasksBack() throws Exception {
    JsonNode coco = Json.mapper().readTree(export(MaskExporter.Format.COCO));

    assertThat(coco.path("categories").findValuesAsText("name")).containsExactly("light", "dark");
    assertThat(coco.path("images")).hasSize(7);
    LabelMap mask = replica.masks().of(summary, images.get(3), STORED);
    byte[] again = new byte[mask.labels().length];
    JsonNode image = coco.path("images").get(3);
    assertThat(image.path("file_name").asText()).isEqualTo("image3.png");
    for (JsonNode annotation : coco.path("annotations")) {
      if (annotation.path("image_id").equals(image.path("id"))) {
        assertThat(annotation.path("iscrowd").asInt()).isZero();
        paint(again, annotation, mask.width(), mask.height());
      }
    }
    assertThat(again).isEqualTo(mask.labels());
  }

  @Test
  void cocoHasWhatItsReadersAskFor() throws IOException {
    JsonNode coco = Json.mapper().readTree(export(MaskExporter.Format.COCO));

    assertThat(coco.path("info").path("description").asText()).contains("run");
    assertThat(coco.path("licenses").path(0).has("name")).isTrue();
    assertThat(coco.path("categories").path(0).has("supercategory")).isTrue();
    assertThat(coco.path("images").findValuesAsText("file_name")).contains("site_b/image 0.JPG");
  }

  @Test
  void exportsPolygonsWithTheSameAreasAsTheRunLengths() throws IOException {
    JsonNode runs = Json.mapper().readTree(export(MaskExporter.Format.COCO)).path("annotations");
    JsonNode polygons =
        Json.mapper().readTree(export(MaskExporter.Format.of("coco-polygons"))).path("annotations");

    assertThat(polygons).hasSameSizeAs(runs).isNotEmpty();
    for (int i = 0; i < polygons.size(); i++) {
      double area = 0;
      for (JsonNode polygon : polygons.path(i).path("segmentation")) {
        assertThat(polygon.size()).isGreaterThanOrEqualTo(8);
        area += area(polygon);
      }
      assertThat(area).isEqualTo(polygons.path(i).path("area").asDouble());
      assertThat(polygons.path(i).path("area")).isEqualTo(runs.path(i).path("area"));
      assertThat(polygons.path(i).path("bbox")).isEqualTo(runs.path(i).path("bbox"));
    }
  }

  private static double area(JsonNode polygon) {
    double twice = 0;
    for (int i = 0; i < polygon.size(); i += 2) {
      int next = (i + 2) % polygon.size();
      twice += polygon.path(i).asDouble() * polygon.path(next + 1).asDouble();
      twice -= polygon.path(next).asDouble() * polygon.path(i + 1).asDouble();
    }
    return twice / 2;
  }

  @Test
  void exportsAFolderThatIsADatasetAgain() throws Exception {
    Map<String, byte[]> files = unzipped(export(MaskExporter.Format.of("voc-images")));

    String twin = "image0_" + images.get(7).artifact().sha256().substring(0, 12);
    assertThat(files.get("JPEGImages/image3.png")).isEqualTo(store.get(images.get(3).artifact()));
    assertThat(files).containsKey("JPEGImages/" + twin + ".JPG");
    assertThat(text(files, "labels.csv").lines())
        .contains("image,labels,split,sha256,path")
        .anyMatch(
            line -> line.startsWith(twin + ",dark,val,") && line.endsWith("site_b/image 0.JPG"));
    assertThat(text(files, "labelmap.txt"))
        .contains("background:0,0,0::", "light:128,0,0::", "dark:0,128,0::");
  }

  @Test
  void exportsBlackAndWhiteMasksPerClass() throws Exception {
    Map<String, byte[]> files = unzipped(export(MaskExporter.Format.of("png")));
    LabelMap mask = replica.masks().of(summary, images.get(3), STORED);

    for (int label = 1; label <= 2; label++) {
      byte[] png = files.get((label == 1 ? "light" : "dark") + "/image3.png");
      byte[] single = png == null ? new byte[0] : LabelMaps.decode(png).labels();
      for (int i = 0; i < single.length; i++) {
        assertThat(single[i]).isEqualTo((byte) (mask.labels()[i] == label ? 255 : 0));
      }
    }
    assertThat(files.keySet()).anyMatch(name -> name.endsWith("/image3.png"));
    assertThat(text(files, "classes.csv").lines()).contains("light,light", "dark,dark");
  }

  @Test
  void anUnknownFormatIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> MaskExporter.Format.of("yolo"))
        .hasMessageContaining("'yolo'")
        .hasMessageContaining("voc, voc-images, coco, coco-polygons, png, csv");
  }

  @Test
  void exportsCsvWithALineForEveryImage() throws IOException {
    List<String> lines =
        new String(export(MaskExporter.Format.CSV), StandardCharsets.UTF_8).lines().toList();

    assertThat(lines.get(0)).isEqualTo("image,sha256,split,labels,problem,background,light,dark");
    assertThat(lines).hasSize(9);
    assertThat(lines.get(7)).startsWith("broken,").contains(",light;dark,").endsWith(",,,");
    String[] cells = lines.get(1).split(",", -1);
    int pixels = 0;
    for (int i = 5; i < 8; i++) {
      pixels += Integer.parseInt(cells[i]);
    }
    assertThat(pixels).isEqualTo(DrawnDataset.WIDTH * DrawnDataset.HEIGHT);
  }

  @Test
  void writesTheReportForPeopleAndForSpreadsheets() throws IOException {
    RefinementReports reports = replica.reports();
    EvaluationReport report = reports.report(summary).orElseThrow();
    ResultsSummary results = reports.results(summary).orElseThrow();
    ByteArrayOutputStream table = new ByteArrayOutputStream();

    String html =
        new String(
            ReportHtml.of(summary.request(), summary.completed(), results, reports.report(summary)),
            StandardCharsets.UTF_8);
    ReportCsv.write(report, each -> reports.images(summary, each), table);
    String csv = table.toString(StandardCharsets.UTF_8);

    assertThat(html)
        .contains("Refinement run", "validation.mask", "oracle", "found with the ground truth")
        .contains("PxAP", "boundary IoU", "precision, paper", "Differences between stages")
        .contains("Where predicted pixels lie", "without far")
        .contains("What masks gain over their seeds", "share of the gain")
        .contains("IRN's affinity losses in its last steps", "Remark: the masks of the validation")
        .contains("Failed images", "broken", "backgroundThreshold")
        .doesNotContain("<script", "http://", "https://");
    assertThat(csv)
        .contains("class,validation.mask,dark,", "threshold,validation.mask,oracle,")
        .contains("PxAP,validation.seed,dark,", "boundary IoU,validation.mask,background,")
        .contains("predicted pixels,validation.mask,", "means of the paper")
        .contains("difference,validation.mask,from validation.seed,")
        .contains("found with the ground truth", "image,validation.mask,image4,");
  }

  private List<Image> good() {
    return images.stream().filter(image -> !image.name().equals("broken")).toList();
  }

  private byte[] export(MaskExporter.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MaskExporter(replica.masks(), replica.images()).write(summary, format, STORED, out);
    return out.toByteArray();
  }

  private static void paint(byte[] labels, JsonNode annotation, int width, int height) {
    JsonNode runs = annotation.path("segmentation").path("counts");
    assertThat(annotation.path("segmentation").path("size").get(0).asInt()).isEqualTo(height);
    int at = 0;
    int painted = 0;
    for (int run = 0; run < runs.size(); run++) {
      for (int i = 0; i < runs.get(run).asInt(); i++, at++) {
        if (run % 2 == 1) {
          labels[at % height * width + at / height] = (byte) annotation.path("category_id").asInt();
          painted++;
        }
      }
    }
    assertThat(painted).isEqualTo(annotation.path("area").asInt());
  }

  private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(files.put(entry.getName(), in.readAllBytes())).isNull();
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }
}

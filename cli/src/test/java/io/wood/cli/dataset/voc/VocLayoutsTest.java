package io.wood.cli.dataset.voc;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.PlannedImage;
import io.wood.cli.dataset.VocFolder;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.store.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tools put images, lists, labels and masks in folders in the style of VOC. */
class VocLayoutsTest {
  private static final String XML = "<annotation><object><name>%s</name></object></annotation>";

  @TempDir private Path directory;
  private VocFolder voc;

  @BeforeEach
  void anEmptyFolder() {
    voc = new VocFolder(directory);
  }

  private void pictures(String... files) throws IOException {
    for (int i = 0; i < files.length; i++) {
      voc.bytes(files[i], VocFolder.picture(10 * (i + 1)));
    }
  }

  private DatasetPlan plan() {
    return VocImporter.plan(directory, VocOptions.DEFAULT);
  }

  private static Map<String, List<String>> labels(DatasetPlan plan) {
    return plan.images().stream()
        .collect(Collectors.toMap(image -> image.path().orElseThrow(), PlannedImage::labels));
  }

  private static Map<String, Split> splits(DatasetPlan plan) {
    return plan.images().stream()
        .collect(Collectors.toMap(image -> image.path().orElseThrow(), PlannedImage::split));
  }

  private static byte[] mask(int value) {
    byte[] labels = new byte[VocFolder.WIDTH * VocFolder.HEIGHT];
    Arrays.fill(labels, 0, labels.length / 2, (byte) value);
    return LabelMaps.encode(new LabelMap(VocFolder.WIDTH, VocFolder.HEIGHT, labels));
  }

  @Test
  void foldersInsideAreKeptApart() throws IOException {
    pictures("JPEGImages/site_a/1.jpg", "JPEGImages/site_b/1.JPG", "JPEGImages/2.jpg");
    voc.text("Annotations/site_a/1.xml", XML.formatted("bar"))
        .text("Annotations/site_b/1.xml", XML.formatted("disc"))
        .text("Annotations/2.xml", XML.formatted("bar"))
        .bytes("SegmentationClass/site_b/1.png", mask(2))
        .text("ImageSets/Main/default.txt", "site_a/1", "JPEGImages/site_b/1.jpg", "2");

    DatasetPlan plan = plan();

    assertThat(labels(plan))
        .isEqualTo(
            Map.of(
                "site_a/1.jpg", List.of("bar"),
                "site_b/1.JPG", List.of("disc"),
                "2.jpg", List.of("bar")));
    assertThat(plan.images().stream().filter(image -> image.mask().isPresent()))
        .extracting(PlannedImage::path)
        .containsExactly(Optional.of("site_b/1.JPG"));
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void aBareNameOfSeveralFoldersIsNoneOfThem() throws IOException {
    pictures("JPEGImages/a/1.jpg", "JPEGImages/b/1.jpg", "JPEGImages/b/2.jpg");
    voc.text("labels.csv", "image,labels", "1,bar", "a/1,disc", "2,bar")
        .text("ImageSets/train.txt", "1", "a/1", "2");

    DatasetPlan plan = plan();

    assertThat(labels(plan))
        .isEqualTo(Map.of("a/1.jpg", List.of("disc"), "b/2.jpg", List.of("bar")));
    assertThat(plan.problems()).extracting(ImportProblem::subject).containsExactly("1");
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("1 labelled images are not in"));
  }

  @Test
  void foldersOfSplitsMayHoldImagesOfEqualNames() throws IOException {
    pictures("train/1.jpg", "valid/1.jpg");
    voc.text("train/1.xml", XML.formatted("bar")).text("valid/1.xml", XML.formatted("disc"));

    DatasetPlan plan = plan();

    assertThat(labels(plan))
        .isEqualTo(Map.of("train/1.jpg", List.of("bar"), "valid/1.jpg", List.of("disc")));
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void eachSplitMayHaveATableAndMasksOfItsOwn() throws IOException {
    pictures("train/images/1.jpg", "test/images/1.jpg");
    voc.text("train/images/_classes.csv", "filename, bar, disc", "1.jpg, 1, 0")
        .text("test/images/_classes.csv", "filename, bar, disc", "1.jpg, 0, 1")
        .bytes("train/masks/1.png", mask(1))
        .bytes("test/masks/1_mask.png", mask(2));

    DatasetPlan plan = plan();

    assertThat(splits(plan))
        .isEqualTo(
            Map.of("train/images/1.jpg", Split.TRAIN, "test/images/1.jpg", Split.VALIDATION));
    assertThat(labels(plan)).containsEntry("test/images/1.jpg", List.of("disc"));
    assertThat(plan.images()).allMatch(image -> image.mask().isPresent());
  }

  @Test
  void theTablesOfSplitsGiveTheLabelsInOneOrder() throws IOException {
    pictures("train/1.jpg", "valid/2.jpg");
    voc.text("train/_classes.csv", "filename,disc,bar", "1.jpg,1,1")
        .text("valid/_classes.csv", "filename,bar,disc", "2.jpg,1,1");

    DatasetPlan plan = plan();

    assertThat(plan.classes()).containsExactly("bar", "disc");
    assertThat(labels(plan).values()).containsOnly(List.of("bar", "disc"));
  }

  @Test
  void foldersOfSplitsMayLieInTheFolderOfImages() throws IOException {
    pictures("images/train/1.jpg", "images/val/1.jpg");
    voc.text("labels.csv", "image,labels", "images/train/1.jpg,bar", "val/1.jpg,disc");

    assertThat(splits(plan()))
        .isEqualTo(Map.of("train/1.jpg", Split.TRAIN, "val/1.jpg", Split.VALIDATION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xmls", "Annotation", "annotations/xmls", "labels", "JPEGImages"})
  void annotationsMayLieInOtherFolders(String folder) throws IOException {
    pictures("JPEGImages/a.jpg");
    voc.text(folder + "/a.xml", XML.formatted("bar")).text(folder + "/b.xml", XML.formatted("x"));

    DatasetPlan plan = plan();

    assertThat(labels(plan)).isEqualTo(Map.of("a.jpg", List.of("bar")));
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("1 annotations are of no image"));
  }

  @ParameterizedTest
  @CsvSource({
    "ImageSets/Segmentation/Train.txt, ImageSets/Segmentation/Validation.txt",
    "ImageSets/Main/trainval.txt, ImageSets/Main/test.txt",
    "train.txt, val.txt",
    "ImageSets/Main/default.txt, ImageSets/Main/valid.txt"
  })
  void listsHaveTheNamesOfTools(String train, String validation) throws IOException {
    pictures("JPEGImages/a.jpg", "JPEGImages/b.jpg");
    voc.text("labels.csv", "image,labels", "a,bar", "b,bar").text(train, "A").text(validation, "b");

    assertThat(splits(plan())).isEqualTo(Map.of("a.jpg", Split.TRAIN, "b.jpg", Split.VALIDATION));
  }

  @Test
  void otherListsAreNamedInTheRefusal() throws IOException {
    pictures("JPEGImages/a.jpg");
    voc.text("labels.csv", "image,labels", "a,bar").text("ImageSets/Main/batch 1.txt", "a");

    assertThatThrownBy(this::plan)
        .isInstanceOf(DatasetImportException.class)
        .hasMessageContaining("--train")
        .hasMessageContaining("Main/batch 1.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jpg,a.png",
        "a.jpg;a.png",
        "a,a",
        "../JPEGImages/a.jpg",
        "./a.webp x",
        "a.dib,b"
      })
  void linesNameAnImageAndItsMask(String line) throws IOException {
    pictures("JPEGImages/a.jpg");
    voc.text("labels.csv", "image,labels", "a,bar").text("ImageSets/train.txt", line);

    assertThat(plan().images()).hasSize(1);
  }

  @Test
  void classListsBelongToAnySubset() throws IOException {
    pictures("JPEGImages/a.jpg", "JPEGImages/b.jpg");
    voc.text("ImageSets/Main/bar_Train.txt", "a 1", "b -1")
        .text("ImageSets/Main/disc_test.txt", "JPEGImages/b.jpg 1")
        .text("ImageSets/Main/Train.txt", "a")
        .text("ImageSets/Main/test.txt", "b");

    assertThat(labels(plan())).isEqualTo(Map.of("a.jpg", List.of("bar"), "b.jpg", List.of("disc")));
  }

  @Test
  void classNamesMatchWhereverTheirAccentsAreComposed() throws IOException {
    pictures("JPEGImages/a.jpg");
    voc.text("ImageSets/Main/ku\u0308he_train.txt", "a 1").text("ImageSets/Main/train.txt", "a");

    DatasetPlan plan =
        VocImporter.plan(
            directory,
            new VocOptions(
                Optional.empty(),
                List.of("k\u00fche"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(labels(plan)).isEqualTo(Map.of("a.jpg", List.of("k\u00fche")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SegmentationClass/a.png",
        "SegmentationClassRaw/a.png",
        "masks/a.png",
        "masks/a_mask.png",
        "Masks/a-seg.png",
        "mask/A.png"
      })
  void masksMayLieInOtherFoldersAndUnderLongerNames(String file) throws IOException {
    pictures("images/a.jpg");
    voc.bytes(file, mask(1))
        .bytes(file.replaceFirst("/.*", "/stranger.png"), mask(1))
        .text("labels.csv", "image,labels", "a,bar");

    DatasetPlan plan = plan();

    assertThat(plan.images().get(0).mask()).isPresent();
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("1 masks are of no image here"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "labelmap.txt#background:0,0,0::|disc:64,0,0::|bar: 0, 64, 0 : a,b:c",
        "label_colors.txt#0 0 0 background|64 0 0\tdisc|0 64 0 bar",
        "class_dict.csv#name,r,g,b|background,0,0,0|disc,64,0,0|bar,0,64,0"
      })
  void labelMapsHaveTheFormsOfTools(String file, String lines) throws Exception {
    pictures("images/a.jpg");
    byte[] labels = new byte[VocFolder.WIDTH * VocFolder.HEIGHT];
    // VOC's palette has (64, 0, 0) at 8 and (0, 64, 0) at 16.
    Arrays.fill(labels, (byte) 16);
    labels[0] = 8;
    byte[] painted = LabelMaps.encode(new LabelMap(VocFolder.WIDTH, VocFolder.HEIGHT, labels));
    voc.bytes("masks/a.png", painted)
        .text("labels.csv", "image,labels", "a,bar;disc")
        .text(file, lines.replace("\\t", "\t").split("\\|"));

    DatasetPlan plan = plan();
    LabelMap read = plan.maskValues().translate(plan.maskValues().decode(painted));

    assertThat(read.at(0, 0)).isEqualTo(2);
    assertThat(read.at(1, 0)).isEqualTo(1);
  }

  @Test
  void aFolderAboveIsRefusedWithTheOneThatIsMeant() throws IOException {
    pictures("VOCdevkit/VOC2012/JPEGImages/a.jpg");

    assertThatThrownBy(this::plan)
        .hasMessageContaining("did you mean " + directory.resolve("VOCdevkit/VOC2012"));
  }

  @Test
  void filesThatAreNoImagesAreCounted() throws IOException {
    pictures("JPEGImages/a.jfif", "JPEGImages/b.heic", "JPEGImages/@eaDir/c.jpg");
    voc.text("labels.csv", "image,labels", "a,bar").text("JPEGImages/a.xml", "");

    DatasetPlan plan = plan();

    assertThat(labels(plan)).containsOnlyKeys("a.jfif");
    assertThat(plan.notes())
        .anyMatch(note -> note.startsWith("1 files beside the images") && note.endsWith("b.heic"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "UTF-16LE"})
  void textsMayBeInTheSystemsEncoding(String charset) throws IOException {
    pictures("JPEGImages/K\u00f6ln.jpg");
    voc.bytes(
            "labels.csv",
            "image,labels\r\nK\u00f6ln.jpg,bar\r\n".getBytes(Charset.forName(charset)))
        .bytes("ImageSets/train.txt", "K\u00f6ln\r\n".getBytes(Charset.forName(charset)));

    DatasetPlan plan = plan();

    assertThat(plan.images()).hasSize(1);
    assertThat(plan.problems())
        .extracting(ImportProblem::subject)
        .containsExactly(
            charset.equals(UTF_16LE.name())
                ? new String[0]
                : new String[] {"labels.csv", "train.txt"});
  }

  @Test
  void aBinaryFileIsNoList() throws IOException {
    pictures("JPEGImages/a.jpg");
    voc.text("labels.csv", "image,labels", "a,bar")
        .bytes("ImageSets/train.txt", new byte[] {'a', (byte) 0xff, 0, 1, 'b'});

    assertThatThrownBy(this::plan).hasMessageContaining("train.txt is not UTF-8 text");
  }

  @Test
  void aFolderInsideKeepsItsPathInTheManifest() throws IOException {
    pictures("JPEGImages/deep/a.jpg");
    voc.text("labels.csv", "image,labels", "deep/a,bar");
    InMemoryArtifactStore store = new InMemoryArtifactStore();
    store.createBuckets();

    ImportedDataset dataset = new DatasetImporter(store, (done, total) -> {}).run(plan());

    assertThat(dataset.manifest().images().get(0).path()).isEqualTo("deep/a.jpg");
  }

  @Test
  void aMaskOrATableDoesNotNameAnImageOfAnotherFolder() throws IOException {
    pictures("JPEGImages/site_a/1.jpg", "JPEGImages/site_a/2.jpg", "JPEGImages/3.jpg");
    voc.text(
            "labels.csv",
            "image,labels",
            "site_a/1,bar",
            "site_b/1.png,disc",
            "x/site_a/2,bar",
            "x/3,bar")
        .bytes("SegmentationClass/site_b/1.png", mask(1));

    DatasetPlan plan = plan();

    assertThat(labels(plan))
        .isEqualTo(
            Map.of(
                "site_a/1.jpg", List.of("bar"),
                "site_a/2.jpg", List.of("bar"),
                "3.jpg", List.of("bar")));
    assertThat(plan.images()).allMatch(image -> image.mask().isEmpty());
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("1 masks are of no image here"));
  }

  @ParameterizedTest
  @CsvSource({
    "JPEGImages/site_a/cam1/1.jpg, JPEGImages/b.jpg, site_b/cam1/1",
    "train/images/a.jpg, valid/images/b.jpg, valid/images/a.jpg",
    "train/a.jpg, valid/b.jpg, valid/a.jpg",
    "train/a.jpg, valid/b.jpg, /data/valid/a.jpg",
    "train/a.jpg, valid/b.jpg, ../valid/a.jpg",
    "train/a.jpg, train/images/b.jpg, /data/train/images/a.jpg"
  })
  void aPathDoesNotNameAnImageOfAnotherFolder(String image, String other, String written)
      throws IOException {
    pictures(image, other);
    voc.text("labels.csv", "image,labels", "b,bar", written + ",disc");

    assertThat(labels(plan()).values()).containsExactly(List.of("bar"));
  }

  @ParameterizedTest
  @CsvSource({
    "train/masks/a.png, train/a.jpg, valid/b.jpg",
    "train/masks/x/a_mask.png, train/a.jpg, valid/b.jpg",
    "masks/train/a.png, train/a.jpg, valid/a.jpg",
    "masks/a.png, train/images/a.jpg, valid/images/b.jpg"
  })
  void aMaskNamesTheImageOfItsSplit(String file, String image, String other) throws IOException {
    pictures(image, other);
    voc.bytes(file, mask(1)).text("labels.csv", "image,labels", image + ",bar", other + ",disc");

    assertThat(plan().images())
        .filteredOn(each -> each.mask().isPresent())
        .extracting(each -> each.path().orElseThrow())
        .containsExactly(image);
  }

  @Test
  void aFileNameInsideAnAnnotationCountsOnlyWhereItsOwnNameFindsNoImage() throws IOException {
    pictures("JPEGImages/a.jpg", "JPEGImages/b.jpg");
    voc.text(
        "Annotations/a.xml",
        XML.formatted("bar").replace("<annotation>", "<annotation><filename>b.jpg</filename>"));

    assertThat(labels(plan())).isEqualTo(Map.of("a.jpg", List.of("bar")));
  }

  @Test
  void listsOutsideImageSetsAreNamed() throws IOException {
    pictures("JPEGImages/a.jpg", "JPEGImages/b.jpg");
    voc.text("labels.csv", "image,labels", "a,bar", "b,bar").text("train.txt", "a");

    assertThat(plan().notes())
        .anyMatch(note -> note.endsWith("train.txt are for training"))
        .anyMatch(note -> note.startsWith("1 images are in no list"));

    voc.text("ImageSets/train.txt", "a", "b");
    assertThat(plan().notes()).isEmpty();
  }

  @Test
  void aFileOfColoursCountsAndIsNamedWhereThereAreMasks() throws IOException {
    pictures("images/a.jpg");
    voc.text("labels.csv", "image,labels", "a,bar").text("class_dict.csv", "name,r,g,b", "bar,x");

    assertThat(plan().images()).hasSize(1);

    voc.text("class_dict.csv", "name,r,g,b", "bar,64,0,0").bytes("masks/a.png", mask(0));
    assertThat(plan().notes()).anyMatch(note -> note.endsWith("are those of class_dict.csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bar", "bar|disc", "# names|bar|disc", "# names"})
  void namesWithoutColoursAreNoLabelMap(String lines) throws IOException {
    pictures("images/a.jpg");
    voc.text("labels.csv", "image,labels", "a,bar").text("labelmap.txt", lines.split("\\|"));

    assertThatThrownBy(this::plan)
        .isInstanceOf(DatasetImportException.class)
        .hasMessageContaining("labelmap.txt")
        .hasMessageContaining("'name:red,green,blue::'");
  }
}

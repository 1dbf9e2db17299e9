package io.wood.cli.dataset.voc;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.ImportedImages;
import io.wood.cli.dataset.VocFolder;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.image.ImageEncoder;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.RgbImage;
import io.wood.store.ArtifactStore;
import io.wood.store.InMemoryArtifactStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VOC folders as tools and people write them. */
class WildVocFolderTest {
  @TempDir private Path directory;
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private VocFolder voc;

  @BeforeEach
  void anEmptyFolder() {
    store.createBuckets();
    voc = new VocFolder(directory);
  }

  private void images(String... names) throws IOException {
    for (int i = 0; i < names.length; i++) {
      voc.image(names[i], 10 * (i + 1));
    }
  }

  private void binaryMask(String name, int value) throws IOException {
    voc.bytes(
        "SegmentationClass/" + name + ".png",
        LabelMaps.encode(new LabelMap(VocFolder.WIDTH, VocFolder.HEIGHT, halves(value, 0))));
  }

  private static byte[] halves(int first, int second) {
    byte[] labels = new byte[VocFolder.WIDTH * VocFolder.HEIGHT];
    Arrays.fill(labels, (byte) second);
    Arrays.fill(labels, 0, labels.length / 2, (byte) first);
    return labels;
  }

  private ImportedDataset imported() {
    return new DatasetImporter(store, (done, total) -> {})
        .run(VocImporter.plan(directory, VocOptions.DEFAULT));
  }

  private static Map<String, List<String>> labels(ImportedDataset dataset) {
    return dataset.manifest().images().stream()
        .collect(Collectors.toMap(DatasetManifest.Image::name, DatasetManifest.Image::labels));
  }

  private LabelMap mask(ImportedDataset dataset, String name) throws Exception {
    return LabelMaps.decode(store.get(ImportedImages.named(dataset, name).truth()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "%s.jpg",
        "JPEGImages/%s.jpg",
        "/JPEGImages/%s.jpg /SegmentationClassAug/%s.png",
        "JPEGImages\\%s.JPG\tSegmentationClass\\%s.png",
        "%s  1"
      })
  void listsNameImagesWithOrWithoutPathEndingMaskAndFlag(String line) throws IOException {
    images("2026_1", "yard 1", "b.2");
    voc.text("labels.csv", "image,labels", "2026_1,bar", "yard 1,disc", "b.2,bar")
        .text("ImageSets/train.txt", line.replace("%s", "2026_1"), line.replace("%s", "yard 1"))
        .text("ImageSets/val.txt", line.replace("%s", "b.2"));

    ImportedDataset dataset = imported();

    assertThat(dataset.problems()).isEmpty();
    assertThat(dataset.manifest().of(Split.TRAIN)).hasSize(2);
    assertThat(labels(dataset)).containsKeys("2026_1", "yard 1", "b.2");
  }

  @Test
  void classListsHoldNamesWithBlanks() throws IOException {
    images("yard 1", "yard 2");
    voc.text("ImageSets/Main/bar_train.txt", "yard 1  1", "yard 2 -1")
        .text("ImageSets/Main/disc_train.txt", "yard 1 -1", "yard 2  1")
        .text("ImageSets/Segmentation/train.txt", "yard 1", "yard 2");

    ImportedDataset dataset = imported();

    assertThat(labels(dataset))
        .containsEntry("yard 1", List.of("bar"))
        .containsEntry("yard 2", List.of("disc"));
  }

  @Test
  void filesOfOperatingSystemsAreLeftOut() throws IOException {
    byte[] appleDouble = {0, 5, 22, 7, 0, 2, (byte) 0xb0, (byte) 0xff};
    images("a", "b");
    voc.text("ImageSets/Main/bar_train.txt", "a 1", "b 1")
        .text("ImageSets/train.txt", "a", "b")
        .bytes("ImageSets/Main/._bar_train.txt", appleDouble)
        .bytes("ImageSets/Main/.DS_Store", appleDouble)
        .bytes("JPEGImages/._a.jpg", appleDouble)
        .bytes("JPEGImages/Thumbs.db", appleDouble)
        .bytes("SegmentationClass/._a.png", appleDouble);

    ImportedDataset dataset = imported();

    assertThat(dataset.manifest().classes()).containsExactly("bar");
    assertThat(dataset.problems()).isEmpty();
  }

  @Test
  void labelsCsvMayNameEndingsAndPaths() throws IOException {
    images("a", "b", "c");
    voc.text("labels.csv", "image,labels", "a.jpg,bar", "JPEGImages/b.JPG,disc", "c,\"bar,disc\"")
        .text("ImageSets/train.txt", "a", "b", "c");

    assertThat(labels(imported()))
        .containsEntry("a", List.of("bar"))
        .containsEntry("b", List.of("disc"))
        .containsEntry("c", List.of("bar", "disc"));
  }

  @Test
  void decomposedNamesMatchComposedOnes() throws IOException {
    images("ko\u0308ln");
    voc.text("labels.csv", "image,labels", "k\u00f6ln.jpg,bar")
        .text("ImageSets/train.txt", "k\u00f6ln");

    assertThat(imported().problems()).isEmpty();
  }

  @Test
  void listsMayBeUtf16WithAMark() throws IOException {
    images("a", "b");
    voc.text("labels.csv", "image,labels", "a,bar", "b,bar")
        .bytes("ImageSets/train.txt", "\ufeffa\r\nb\r\n".getBytes(UTF_16LE));

    assertThat(imported().manifest().images()).hasSize(2);
  }

  @Test
  void labelsComeFromAnnotationsWhenNothingElseHasThem() throws IOException {
    images("a", "b", "c");
    String object = "<object><part><name>wheel</name></part><name>%s</name>%s</object>";
    String none = "<difficult>0</difficult>";
    voc.text(
            "Annotations/a.xml",
            "<!DOCTYPE annotation><annotation><filename>x.jpg</filename>"
                + object.formatted("bar", none)
                + object.formatted("disc", "<difficult>1</difficult>")
                + "</annotation>")
        .text("Annotations/b.xml", "<annotation>" + object.formatted("disc", "") + "</annotation>")
        .text("Annotations/c.xml", "<annotation><object>")
        .text("ImageSets/Main/train.txt", "a", "b", "c");

    ImportedDataset dataset = imported();

    assertThat(labels(dataset)).isEqualTo(Map.of("a", List.of("bar"), "b", List.of("disc")));
    assertThat(dataset.problems()).anyMatch(problem -> problem.subject().equals("c.xml"));
  }

  @Test
  void masksOfOneClassMayBe0And255() throws Exception {
    images("a", "b");
    voc.text("labels.csv", "image,labels", "a,disc", "b,disc")
        .text("ImageSets/train.txt", "a")
        .text("ImageSets/val.txt", "b");
    binaryMask("a", 255);
    binaryMask("b", 255);

    ImportedDataset dataset = imported();

    assertThat(mask(dataset, "b").labels()).isEqualTo(halves(1, 0));
    assertThat(dataset.details()).anyMatch(line -> line.contains("255 is read as 'disc'"));
    assertThat(dataset.warnings()).isEmpty();
  }

  @Test
  void theOnlyClassMayHaveAVocNameAndTheValue1() throws Exception {
    images("a");
    voc.text("labels.csv", "image,labels", "a,person").text("ImageSets/train.txt", "a");
    binaryMask("a", 1);

    assertThat(mask(imported(), "a").labels()).isEqualTo(halves(1, 0));
  }

  @Test
  void voidStaysVoidWhereAMaskHoldsTheClass() throws Exception {
    images("a", "b");
    voc.text("labels.csv", "image,labels", "a,disc", "b,disc")
        .text("ImageSets/train.txt", "a", "b");
    binaryMask("a", 1);
    binaryMask("b", 255);

    ImportedDataset dataset = imported();

    assertThat(mask(dataset, "b").labels()).isEqualTo(halves(255, 0));
    assertThat(dataset.warnings()).anyMatch(line -> line.contains("no pixel of any class"));
  }

  @Test
  void binaryMasksOfSeveralClassesAreAWarning() throws IOException {
    images("a", "b");
    voc.text("labels.csv", "image,labels", "a,bar", "b,disc").text("ImageSets/train.txt", "a", "b");
    binaryMask("a", 255);
    binaryMask("b", 255);

    assertThat(imported().warnings())
        .anyMatch(line -> line.contains("labelled 'bar', but no mask holds"))
        .anyMatch(line -> line.contains("2 masks of labelled images hold no pixel of any class"));
  }

  @Test
  void coloursAreReadByTheLabelMapAndTheListMayBeDefault() throws Exception {
    images("a");
    voc.text("labels.csv", "image,labels", "a,disc;bar")
        .text("ImageSets/Segmentation/default.txt", "a")
        .text(
            "labelmap.txt",
            "# label:color_rgb:parts:actions",
            "background:0,0,0::",
            "disc:176,112,32::",
            "bar:48,112,32::")
        .bytes("SegmentationClass/a.png", colours(0xb07020, 0x307020));

    assertThat(mask(imported(), "a").labels()).isEqualTo(halves(2, 1));
  }

  @Test
  void coloursWithoutALabelMapAreVocs() throws Exception {
    images("a");
    voc.text("labels.csv", "image,labels", "a,cat;dog")
        .text("ImageSets/train.txt", "a")
        .bytes("SegmentationClass/a.png", colours(0x400000, 0x400080));

    assertThat(mask(imported(), "a").labels()).isEqualTo(halves(1, 2));
  }

  @Test
  void anUnknownColourIsNamed() throws IOException {
    images("a");
    voc.text("labels.csv", "image,labels", "a,bar;disc")
        .text("ImageSets/train.txt", "a")
        .bytes("SegmentationClass/a.png", colours(0x123456, 0));

    assertThat(imported().problems()).anyMatch(p -> p.reason().contains("colour #123456"));
  }

  private static byte[] colours(int first, int second) {
    byte[] rgb = new byte[VocFolder.WIDTH * VocFolder.HEIGHT * 3];
    for (int i = 0; i < rgb.length / 3; i++) {
      int colour = i < rgb.length / 6 ? first : second;
      rgb[3 * i] = (byte) (colour >> 16);
      rgb[3 * i + 1] = (byte) (colour >> 8);
      rgb[3 * i + 2] = (byte) colour;
    }
    return ImageEncoder.png(new RgbImage(VocFolder.WIDTH, VocFolder.HEIGHT, rgb));
  }

  @Test
  void moreClassesThanAByteHoldsAreRefusedByThePlan() throws IOException {
    images("a");
    String many =
        IntStream.range(0, 255).mapToObj(i -> "class" + i).collect(Collectors.joining(";"));
    voc.text("labels.csv", "image,labels", "a," + many).text("ImageSets/train.txt", "a");

    assertThatThrownBy(() -> VocImporter.plan(directory, VocOptions.DEFAULT))
        .isInstanceOf(DatasetImportException.class)
        .hasMessageContaining("255 classes")
        .hasMessageContaining("at most 254");
  }

  @Test
  void theReportCountsImagesAndMasksAndNamesWhatLooksWrong() throws IOException {
    images("a", "b");
    voc.text("labels.csv", "image,labels", "a,Traffic-Light", "b,traffic light")
        .text("ImageSets/train.txt", "a")
        .text("ImageSets/val.txt", "b")
        .mask("b", VocFolder.WIDTH, VocFolder.HEIGHT, 2);

    ImportedDataset dataset = imported();

    assertThat(dataset.details())
        .contains(
            "Traffic-Light: 1 training and 0 validation images; in 0 masks, 0.00 % of their pixels",
            "traffic light: 0 training and 1 validation images; in 1 masks, 50.00 % of their"
                + " pixels");
    assertThat(dataset.warnings())
        .containsExactly("these classes have almost the same name: [Traffic-Light, traffic light]");
  }

  @Test
  void aDryRunStoresNothing() throws IOException {
    images("a");
    voc.text("labels.csv", "image,labels", "a,bar").text("ImageSets/train.txt", "a");
    DatasetPlan plan = VocImporter.plan(directory, VocOptions.DEFAULT);

    ImportedDataset dry = DatasetImporter.dryRun((done, total) -> {}).run(plan);

    assertThat(store.stat(dry.ref().bucket(), dry.ref().key())).isEqualTo(Optional.empty());
    assertThat(imported().ref()).isEqualTo(dry.ref());
  }

  private static final String XML = "<annotation><object><name>%s</name></object></annotation>";

  @Test
  void splitsMayBeFoldersWithAnnotationsBesideTheImages() throws IOException {
    voc.bytes("train/a.jpg", VocFolder.picture(10))
        .text("train/a.xml", XML.formatted("bar"))
        .bytes("valid/b.jpg", VocFolder.picture(20))
        .text("valid/b.xml", XML.formatted("traffic light"))
        .bytes("test/c.JPG", VocFolder.picture(30))
        .text("test/c.XML", XML.formatted("bar"));

    ImportedDataset dataset = imported();

    assertThat(dataset.manifest().of(Split.TRAIN)).hasSize(1);
    assertThat(dataset.manifest().of(Split.VALIDATION)).hasSize(2);
    assertThat(labels(dataset)).containsEntry("b", List.of("traffic light"));
    assertThat(dataset.details()).anyMatch(line -> line.contains("test counts as validation"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"images/", ""})
  void withoutListsTheSplitIsDrawn(String folder) throws IOException {
    String annotations = folder.isEmpty() ? "" : "Annotations/";
    for (int i = 0; i < 12; i++) {
      voc.bytes(folder + "p" + i + ".jpg", VocFolder.picture(10 * i))
          .text(annotations + "p" + i + ".xml", XML.formatted("bar"));
    }

    ImportedDataset dataset = imported();

    assertThat(dataset.manifest().images()).hasSize(12);
    assertThat(dataset.manifest().of(Split.VALIDATION)).isNotEmpty();
    assertThat(dataset.details()).anyMatch(line -> line.contains("no list of images"));
  }

  @Test
  void anImageInNoListAndASecondImageOfANameAreCounted() throws IOException {
    images("a", "b");
    voc.bytes("JPEGImages/a.png", VocFolder.picture(90))
        .text("labels.csv", "image,labels", "a,bar")
        .text("ImageSets/train.txt", "a");

    ImportedDataset dataset = imported();

    assertThat(dataset.details()).contains("1 images are in no list and were left out");
    assertThat(dataset.problems()).anyMatch(problem -> problem.subject().equals("a.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"II*\0", "MM\0*"})
  void anImageThatIsToBeShownTurnedIsAWarning(String order) throws IOException {
    byte[] jpeg = VocFolder.picture(10);
    boolean little = order.startsWith("I");
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] small = {8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0};
    System.arraycopy(order.getBytes(UTF_8), 0, exif, 10, 4);
    if (little) {
      System.arraycopy(small, 0, exif, 14, small.length);
    }
    byte[] file = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, file, 0, 2);
    System.arraycopy(exif, 0, file, 2, exif.length);
    System.arraycopy(jpeg, 2, file, 2 + exif.length, jpeg.length - 2);
    images("b");
    voc.bytes("JPEGImages/a.jpg", file)
        .text("labels.csv", "image,labels", "a,bar", "b,bar")
        .text("ImageSets/train.txt", "a", "b");

    assertThat(imported().warnings())
        .singleElement()
        .asString()
        .contains("1 images")
        .endsWith(": a");
  }

  @Test
  void aFileInBothSplitsIsAWarning() throws IOException {
    images("a");
    voc.bytes("JPEGImages/b.jpg", VocFolder.picture(10))
        .text("labels.csv", "image,labels", "a,bar", "b,bar")
        .text("ImageSets/train.txt", "a")
        .text("ImageSets/val.txt", "b");

    assertThat(imported().warnings()).anyMatch(line -> line.contains("both splits"));
  }

  /** In the layout of the refiner's export voc-images. */
  @Test
  void theProjectsOwnExportComesBackWithEqualHashes() throws Exception {
    images("a b", "c");
    voc.text("labels.csv", "image,labels", "a b,traffic light", "c,bar;traffic light")
        .text("ImageSets/train.txt", "a b")
        .text("ImageSets/val.txt", "c")
        .mask("a b", VocFolder.WIDTH, VocFolder.HEIGHT, 2)
        .mask("c", VocFolder.WIDTH, VocFolder.HEIGHT, 1);
    byte[] truth = LabelMaps.encode(new LabelMap(VocFolder.WIDTH, VocFolder.HEIGHT, halves(2, 0)));
    voc.bytes("SegmentationClass/a b.png", truth).bytes("SegmentationClass/c.png", truth);
    ImportedDataset first = imported();
    Files.delete(directory.resolve("ImageSets/train.txt"));
    Files.delete(directory.resolve("ImageSets/val.txt"));
    voc.text(
            "labels.csv",
            "image,labels,split,sha256,path",
            "a b,traffic light,train,0,a b.jpg",
            "c,bar;traffic light,val,1,c.jpg")
        .text("ImageSets/Segmentation/train.txt", "a b")
        .text("ImageSets/Segmentation/val.txt", "c")
        .text("classes.txt", "bar", "traffic light")
        .text(
            "labelmap.txt",
            "# label:color_rgb:parts:actions",
            "background:0,0,0::",
            "bar:128,0,0::",
            "traffic light:0,128,0::");

    assertThat(imported().ref()).isEqualTo(first.ref());
  }

  @Test
  void theSameImportAgainUploadsNothingAndAnInterruptedOneContinues() throws IOException {
    images("a", "b");
    voc.text("labels.csv", "image,labels", "a,bar", "b,bar")
        .text("ImageSets/train.txt", "a")
        .text("ImageSets/val.txt", "b")
        .mask("b", VocFolder.WIDTH, VocFolder.HEIGHT, 1);
    ImportedDataset first = imported();
    String lost = first.manifest().images().get(0).artifact().key();
    store.delete("datasets", lost);
    List<String> put = Collections.synchronizedList(new ArrayList<>());
    ArtifactStore counting =
        (ArtifactStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("put")) {
                    put.add((String) arguments[1]);
                  }
                  return method.invoke(store, arguments);
                });
    DatasetPlan plan = VocImporter.plan(directory, VocOptions.DEFAULT);

    new DatasetImporter(counting, (done, total) -> {}).run(plan);
    assertThat(put).containsExactly(lost);
    assertThat(new DatasetImporter(counting, (done, total) -> {}).run(plan).ref())
        .isEqualTo(first.ref());
    assertThat(put).hasSize(1);
  }

  @Test
  void annotationsMayNameTheirImageInside() throws IOException {
    images("IMG 5");
    voc.text(
            "Annotations/0001.xml",
            "<annotation><filename>C:\\x\\IMG 5.jpg</filename>"
                + "<object><name>bar</name></object></annotation>")
        .text("ImageSets/train.txt", "IMG 5");

    assertThat(labels(imported())).isEqualTo(Map.of("IMG 5", List.of("bar")));
  }

  @Test
  void aListOfClassesGivesTheMeaningOfTheValues() throws Exception {
    images("a");
    voc.text("labels.csv", "image,labels", "a,disc;bar")
        .text("ImageSets/train.txt", "a")
        .text("class_names.txt", "__ignore__", "_background_", "disc", "cube", "bar")
        .bytes(
            "SegmentationClassPNG/a.png",
            LabelMaps.encode(new LabelMap(VocFolder.WIDTH, VocFolder.HEIGHT, halves(3, 1))));

    ImportedDataset dataset = imported();

    assertThat(mask(dataset, "a").labels()).isEqualTo(halves(1, 2));
    assertThat(dataset.details()).anyMatch(line -> line.contains("order of class_names.txt"));
  }

  @Test
  void masksInJpegAreNotUsedAndNamed() throws IOException {
    images("a");
    voc.text("labels.csv", "image,labels", "a,bar")
        .text("ImageSets/train.txt", "a")
        .bytes("SegmentationClass/a.jpg", VocFolder.picture(1));

    ImportedDataset dataset = imported();

    assertThat(dataset.manifest().images().get(0).truth()).isNull();
    assertThat(dataset.problems())
        .anyMatch(problem -> problem.reason().contains("save them as PNG; the first is a.jpg"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"USHORT", "GREY", "BILEVEL"})
  void masksMayBeGreyOf16BitsOr1(String kind) throws Exception {
    int type =
        switch (kind) {
          case "USHORT" -> BufferedImage.TYPE_USHORT_GRAY;
          case "GREY" -> BufferedImage.TYPE_BYTE_GRAY;
          default -> BufferedImage.TYPE_BYTE_BINARY;
        };
    BufferedImage picture = new BufferedImage(VocFolder.WIDTH, VocFolder.HEIGHT, type);
    for (int i = 0; i < VocFolder.WIDTH * VocFolder.HEIGHT / 2; i++) {
      picture.getRaster().setSample(i % VocFolder.WIDTH, i / VocFolder.WIDTH, 0, 1);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    images("a");
    voc.text("labels.csv", "image,labels", "a,disc")
        .text("ImageSets/train.txt", "a")
        .bytes("SegmentationClass/a.png", png.toByteArray());

    assertThat(mask(imported(), "a").labels()).isEqualTo(halves(1, 0));
  }
}

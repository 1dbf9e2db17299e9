package io.wood.cli.dataset.coco;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportProblem;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.ImportedImages;
import io.wood.cli.dataset.PlannedImage;
import io.wood.cli.dataset.VocFolder;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.store.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** COCO's format as tools write it; images are 20 wide and 16 high. */
class CocoImporterTest {
  private static final String CATEGORIES =
      "'categories':[{'id':7,'name':'bar'},{'id':3,'name':'traffic light','supercategory':'x'}]";

  /** x 5 to 9, y 4 to 6. */
  private static final String BOX = "[[5,4,10,4,10,7,5,7]]";

  @TempDir private Path directory;
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private VocFolder files;

  @BeforeEach
  void threeImages() throws IOException {
    store.createBuckets();
    files =
        new VocFolder(directory)
            .bytes("pictures/a.jpg", VocFolder.picture(10))
            .bytes("pictures/b.JPG", VocFolder.picture(20))
            .bytes("pictures/deep/c d.jpg", VocFolder.picture(30));
  }

  private static String image(int id, String file) {
    return "{'id':%d,'file_name':'%s','width':20,'height':16}".formatted(id, file);
  }

  private static String annotation(int image, int category, String segmentation) {
    return "{'image_id':%d,'segmentation':%s,'iscrowd':0,'category_id':%d,'bbox':[1,2,3,4]}"
        .formatted(image, segmentation, category);
  }

  private static String json(String images, String annotations) {
    return "{'info':{'a':[1,{}]},'annotations':[%s],'images':[%s],%s}"
        .formatted(annotations, images, CATEGORIES)
        .replace('\'', '"');
  }

  private DatasetPlan plan(String images, String annotations) throws IOException {
    files.text("train.json", json(images, annotations));
    return planned(CocoOptions.DEFAULT);
  }

  private DatasetPlan planned(CocoOptions options) {
    return CocoImporter.plan(
        directory.resolve("train.json"), directory.resolve("pictures"), options);
  }

  private ImportedDataset imported(DatasetPlan plan) {
    return new DatasetImporter(store, (done, total) -> {}).run(plan);
  }

  private LabelMap mask(ImportedDataset dataset, String name) throws Exception {
    return LabelMaps.decode(store.get(ImportedImages.named(dataset, name).truth()));
  }

  private static byte[] box(int label) {
    byte[] labels = new byte[VocFolder.WIDTH * VocFolder.HEIGHT];
    for (int y = 4; y < 7; y++) {
      for (int x = 5; x < 10; x++) {
        labels[y * VocFolder.WIDTH + x] = (byte) label;
      }
    }
    return labels;
  }

  /** The box in four forms; the last is how COCO's own code writes run lengths. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        BOX,
        "[5,4,10,4,10,7,5,7]",
        "[[5,4,8,4,8,7,5,7],[8,4,10,4,10,7,8,7]]",
        "{'size':[16,20],'counts':[84,3,13,3,13,3,13,3,13,3,169]}",
        "{'size':[16,20],'counts':'TR2'}"
      })
  void regionsOfEveryFormMakeTheMask(String segmentation) throws Exception {
    String counts =
        segmentation.replace(
            "'TR2'", "'" + compressed(84, 3, 13, 3, 13, 3, 13, 3, 13, 3, 169) + "'");
    ImportedDataset dataset =
        imported(
            plan(
                image(1, "a.jpg") + "," + image(2, "b.JPG"),
                annotation(1, 3, counts) + "," + annotation(2, 7, BOX)));

    assertThat(dataset.manifest().classes()).containsExactly("bar", "traffic light");
    assertThat(mask(dataset, "a").labels()).isEqualTo(box(2));
    assertThat(mask(dataset, "b").labels()).isEqualTo(box(1));
    assertThat(dataset.problems()).isEmpty();
    assertThat(dataset.manifest().images())
        .extracting(DatasetManifest.Image::path)
        .containsExactly("a.jpg", "b.JPG");
  }

  /** As the specification of the text says, independent of the reader. */
  private static String compressed(int... counts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      int value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
      boolean more = true;
      while (more) {
        int bits = value & 0x1f;
        value >>= 5;
        more = (bits & 0x10) == 0 ? value != 0 : value != -1;
        text.append((char) ((more ? bits | 0x20 : bits) + '0'));
      }
    }
    return text.toString().replace("\\", "\\\\");
  }

  @Test
  void theSmallerOfTwoRegionsIsOnTop() throws Exception {
    String small = "[[5,4,10,4,10,7,5,7]]";
    String large = "[[0,0,20,0,20,16,0,16]]";
    LabelMap mask =
        mask(
            imported(
                plan(image(1, "a.jpg"), annotation(1, 3, small) + "," + annotation(1, 7, large))),
            "a");

    assertThat(mask.at(6, 5)).isEqualTo(2);
    assertThat(mask.at(0, 0)).isEqualTo(1);
  }

  @Test
  void anImageMayBeLabelledAsAWhole() throws IOException {
    DatasetPlan plan =
        plan(
            image(1, "a.jpg") + "," + image(2, "b.JPG") + "," + image(3, "deep/c d.jpg"),
            "{'image_id':1,'category_id':3},"
                + annotation(2, 7, "[]")
                + ","
                + annotation(3, 7, BOX)
                + ","
                + annotation(3, 3, "[]"));

    assertThat(plan.images())
        .extracting(PlannedImage::labels)
        .contains(List.of("bar", "traffic light"));
    assertThat(plan.images()).allMatch(image -> image.mask().isEmpty());
    assertThat(plan.problems())
        .anyMatch(problem -> problem.reason().contains("goes without a mask"));
  }

  @ParameterizedTest
  @CsvSource({
    "deep/c d.jpg",
    "deep\\\\\\\\c d.jpg",
    "c d.jpg",
    "train2017/c d.jpg",
    "/home/x/pictures/deep/c d.jpg"
  })
  void fileNamesLeadToTheImage(String name) throws IOException {
    assertThat(plan(image(1, name), annotation(1, 3, BOX)).images())
        .singleElement()
        .matches(image -> image.path().equals(Optional.of("deep/c d.jpg")));
  }

  @Test
  void theValidationImagesMayHaveAFileOfTheirOwn() throws IOException {
    files.text("val.json", json(image(1, "b.JPG"), annotation(1, 3, BOX)));
    files.text("train.json", json(image(1, "a.jpg"), annotation(1, 7, BOX)));
    DatasetPlan plan =
        planned(
            new CocoOptions(
                Optional.empty(), List.of(), Optional.of(directory.resolve("val.json")), .2));

    assertThat(plan.images())
        .extracting(PlannedImage::name, PlannedImage::split, PlannedImage::labels)
        .containsExactly(
            tuple("a", Split.TRAIN, List.of("bar")),
            tuple("b", Split.VALIDATION, List.of("traffic light")));
  }

  @Test
  void aFolderOfSplitsIsFound() throws IOException {
    files
        .bytes("robo/train/x.jpg", VocFolder.picture(40))
        .bytes("robo/valid/y.jpg", VocFolder.picture(50))
        .text("robo/train/_annotations.coco.json", json(image(0, "x.jpg"), annotation(0, 3, BOX)))
        .text("robo/valid/_annotations.coco.json", json(image(0, "y.jpg"), annotation(0, 3, BOX)));
    Path robo = directory.resolve("robo");

    DatasetPlan plan = CocoImporter.plan(robo, robo, CocoOptions.DEFAULT);

    assertThat(plan.images())
        .extracting(image -> image.path().orElseThrow())
        .containsExactly("train/x.jpg", "valid/y.jpg");
    assertThat(plan.classes()).containsExactly("traffic light");
    assertThat(plan.problems()).anyMatch(problem -> problem.subject().equals("category bar"));
  }

  @Test
  void whatIsLeftOutIsNamed() throws IOException {
    DatasetPlan plan =
        plan(
            image(1, "a.jpg") + "," + image(2, "gone.jpg") + "," + image(3, "b.JPG"),
            annotation(1, 3, BOX) + "," + annotation(1, 99, BOX) + "," + annotation(2, 3, BOX));

    assertThat(plan.problems())
        .extracting(ImportProblem::subject)
        .contains("gone.jpg", "b.JPG", "a.jpg");
  }

  @Test
  void aRegionThatLeavesTheImageTakesItsMaskAway() throws Exception {
    ImportedDataset dataset =
        imported(plan(image(1, "a.jpg"), annotation(1, 3, "{'size':[16,20],'counts':[300,200]}")));

    assertThat(dataset.manifest().images().get(0).truth()).isNull();
    assertThat(dataset.problems())
        .anyMatch(problem -> problem.reason().contains("leave the image"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "[1]#no JSON object",
        "{\"images\":[]}#0 images and 0 categories",
        "{\"images\":[}#not JSON",
        "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\"}],\"categories\":[{\"id\":1,\"name\":\"x\"}],\"annotations\":[{\"image_id\":1,\"segments_info\":[{}]}]}#panoptic",
        "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\"}],\"categories\":[{\"id\":1,\"name\":\"x\"}]}#annotates nothing"
      })
  void anotherFileIsRefusedWithTheReason(String text, String reason) throws IOException {
    files.bytes("train.json", text.getBytes(UTF_8));

    assertThatThrownBy(() -> planned(CocoOptions.DEFAULT))
        .isInstanceOf(DatasetImportException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aByteOrderMarkIsSkipped() throws Exception {
    files.bytes(
        "train.json", ("\ufeff" + json(image(1, "a.jpg"), annotation(1, 3, BOX))).getBytes(UTF_8));

    assertThat(mask(imported(planned(CocoOptions.DEFAULT)), "a").labels()).isEqualTo(box(1));
  }

  @Test
  void idsMayBeNumbersWithAPointOrTexts() throws IOException {
    DatasetPlan plan =
        plan(
            "{'id':1.0,'file_name':'a.jpg','width':20.0,'height':16,'score':NaN},"
                + "{'id':'x','file_name':'b.JPG'}",
            "{'image_id':1,'category_id':3.0,'area':NaN},{'image_id':'x','category_id':'7'}");

    assertThat(plan.images())
        .extracting(PlannedImage::labels)
        .containsExactly(List.of("traffic light"), List.of("bar"));
  }

  @Test
  void aMaskWithoutASizeHasThatOfTheImage() throws Exception {
    ImportedDataset dataset = imported(plan("{'id':1,'file_name':'a.jpg'}", annotation(1, 3, BOX)));

    assertThat(mask(dataset, "a").labels()).isEqualTo(box(1));
  }

  @Test
  void whatBelongsToNothingIsNamed() throws IOException {
    files.text(
        "train.json",
        json(
                image(1, "a.jpg") + "," + image(1, "b.JPG"),
                annotation(1, 3, BOX) + "," + annotation(5, 3, BOX) + "," + annotation(6, 3, BOX))
            .replace("\"categories\":[", "\"categories\":[{\"id\":9},"));

    DatasetPlan plan = planned(CocoOptions.DEFAULT);

    assertThat(plan.problems())
        .extracting(ImportProblem::toString)
        .anyMatch(line -> line.startsWith("train.json: 2 annotations are of images"))
        .anyMatch(line -> line.startsWith("b.JPG: it has the id of a.jpg"))
        .anyMatch(line -> line.startsWith("category 9: it has no name"));
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("2 images in"));
  }

  @Test
  void equalNamesInFoldersOfSplitsAreKeptApart() throws IOException {
    files
        .bytes("coco/train2017/1.jpg", VocFolder.picture(40))
        .bytes("coco/val2017/1.jpg", VocFolder.picture(50))
        .text(
            "coco/annotations/instances_train2017.json",
            json(image(0, "1.jpg"), annotation(0, 3, BOX)))
        .text(
            "coco/annotations/instances_val2017.json",
            json(image(0, "1.jpg"), annotation(0, 3, BOX)))
        .text("coco/annotations/captions_train2017.json", "{}");
    Path coco = directory.resolve("coco");

    assertThat(CocoImporter.plan(coco, coco, CocoOptions.DEFAULT).images())
        .extracting(image -> image.path().orElseThrow())
        .containsExactly("train2017/1.jpg", "val2017/1.jpg");
    Path other = directory.resolve("coco/annotations/other.json");
    files.text("coco/annotations/other.json", json(image(0, "1.jpg"), annotation(0, 3, BOX)));
    assertThat(CocoImporter.plan(other, coco, CocoOptions.DEFAULT).problems())
        .anyMatch(problem -> problem.reason().contains("several images"));
  }

  @Test
  void theImagesAreAboveAFolderOfAnnotations() throws IOException {
    files
        .bytes("cvat/images/1.jpg", VocFolder.picture(40))
        .text(
            "cvat/annotations/instances_default.json",
            json(image(0, "1.jpg"), annotation(0, 3, BOX)));
    Path file = directory.resolve("cvat/annotations/instances_default.json");
    Path folder = CocoImporter.imagesOf(file);

    assertThat(folder).isEqualTo(directory.resolve("cvat"));
    assertThat(CocoImporter.imagesOf(file.getParent())).isEqualTo(folder);
    for (Path annotations : List.of(file, file.getParent(), folder)) {
      assertThat(CocoImporter.plan(annotations, folder, CocoOptions.DEFAULT).images()).hasSize(1);
    }
  }

  @Test
  void aRelativeFolderOfAnnotationsHasItsImagesAbove() throws IOException {
    files.text("cvat/annotations/instances_default.json", "{}");
    Path annotations =
        Path.of("").toAbsolutePath().relativize(directory.resolve("cvat/annotations"));

    assertThat(CocoImporter.imagesOf(annotations)).isEqualTo(directory.resolve("cvat"));
  }

  @ParameterizedTest
  @CsvSource({
    "annotations/instances_train2017.json, train2017/, val2017/",
    "annotations/instances_train.json, images/train/, images/val/",
    "train/_annotations.coco.json, train/, valid/"
  })
  void anImageOfAnotherSplitIsNotTakenForAMissingOne(String file, String own, String other)
      throws IOException {
    files
        .bytes("coco/" + own + "1.jpg", VocFolder.picture(40))
        .bytes("coco/" + other + "2.jpg", VocFolder.picture(50))
        .bytes("coco/" + other + "deep/2.jpg", VocFolder.picture(60))
        .text(
            "coco/" + file,
            json(
                image(1, "1.jpg") + "," + image(2, "2.jpg"),
                annotation(1, 3, BOX) + "," + annotation(2, 3, BOX)));
    Path coco = directory.resolve("coco");

    DatasetPlan plan = CocoImporter.plan(coco.resolve(file), coco, CocoOptions.DEFAULT);

    assertThat(plan.images())
        .singleElement()
        .matches(image -> image.path().equals(Optional.of(own + "1.jpg")));
    assertThat(plan.problems()).contains(new ImportProblem("2.jpg", "no such image in " + coco));
  }

  @Test
  void whatLiesAroundAFileOutsideTheFolderIsNotSearched() throws IOException {
    files.bytes("other/gone.jpg", VocFolder.picture(40)).bytes("near.jpg", VocFolder.picture(50));

    DatasetPlan plan =
        plan(
            image(1, "a.jpg") + "," + image(2, "gone.jpg") + "," + image(3, "near.jpg"),
            annotation(1, 3, BOX) + "," + annotation(2, 3, BOX) + "," + annotation(3, 3, BOX));

    assertThat(plan.images()).extracting(PlannedImage::name).containsExactly("a");
    assertThat(plan.problems()).extracting(ImportProblem::subject).contains("gone.jpg", "near.jpg");
  }
}

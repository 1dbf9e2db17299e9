package io.wood.cli.dataset.voc;

import static io.wood.cli.dataset.ImportedImages.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.VocFolder;
import io.wood.contracts.artifact.DatasetManifest;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.method.image.UnusableImageException;
import io.wood.store.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocImporterTest {
  @TempDir private Path directory;
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private VocFolder voc;

  @BeforeEach
  void aFolderOfThreeImages() throws IOException {
    store.createBuckets();
    voc =
        new VocFolder(directory)
            .image("a", 10)
            .image("b", 20)
            .image("c", 30)
            .mask("c", VocFolder.WIDTH, VocFolder.HEIGHT, 12)
            .text("ImageSets/train.txt", "a", "b")
            .text("ImageSets/val.txt", "c")
            .text("labels.csv", "image,cat,dog", "a,1,0", "b,1,1", "c,0,1");
  }

  private ImportedDataset imported() {
    return imported(VocOptions.DEFAULT);
  }

  private ImportedDataset imported(VocOptions options) {
    return new DatasetImporter(store, (done, total) -> {})
        .run(VocImporter.plan(voc.folder, options));
  }

  private static void assertNamed(ImportedDataset dataset, String subject, String reason) {
    assertTrue(
        dataset.problems().stream()
            .anyMatch(
                problem ->
                    problem.subject().contains(subject) && problem.reason().contains(reason)),
        () -> "no problem names " + subject + " and '" + reason + "': " + dataset.problems());
  }

  @Test
  void keepsBytesLabelsAndSplits() throws IOException {
    ImportedDataset dataset = imported();

    assertEquals(List.of("cat", "dog"), dataset.manifest().classes());
    assertEquals(List.of(), dataset.problems());
    assertEquals(2, dataset.manifest().of(Split.TRAIN).size());
    DatasetManifest.Image b = named(dataset, "b");
    assertEquals(List.of("cat", "dog"), b.labels());
    assertEquals("image/jpeg", b.artifact().mediaType());
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("JPEGImages/b.jpg")), store.get(b.artifact()));
    assertEquals(VocFolder.WIDTH, b.width());
  }

  @Test
  void vocNumbersBecomeTheDatasetsOwn() throws UnusableImageException {
    LabelMap mask = LabelMaps.decode(store.get(named(imported(), "c").truth()));

    assertEquals(2, mask.at(0, 0));
    assertEquals(0, mask.at(0, VocFolder.HEIGHT - 1));
    assertEquals(255, mask.at(VocFolder.WIDTH - 1, VocFolder.HEIGHT - 1));
  }

  @Test
  void aVocClassThatIsLeftOutIsBackgroundInMasks() throws Exception {
    voc.mask("c", VocFolder.WIDTH, VocFolder.HEIGHT, 15);

    LabelMap mask = LabelMaps.decode(store.get(named(imported(), "c").truth()));

    assertEquals(0, mask.at(0, 0));
  }

  @Test
  void importingTwiceGivesTheSameDataset() {
    assertEquals(imported().ref(), imported().ref());
  }

  @Test
  void labelsComeFromClassListsWhenThereIsNoCsv() throws IOException {
    Files.delete(directory.resolve("labels.csv"));
    voc.text("ImageSets/Main/cat_train.txt", "a  1", "b  1", "c -1")
        .text("ImageSets/Main/dog_train.txt", "a -1", "b  0")
        .text("ImageSets/Main/dog_val.txt", "c  1");

    ImportedDataset dataset = imported();

    assertEquals(List.of("cat", "dog"), dataset.manifest().classes());
    assertEquals(List.of("cat"), named(dataset, "b").labels());
    assertEquals(List.of("dog"), named(dataset, "c").labels());
  }

  @Test
  void anUnreadableImageIsNamedAndTheRestGoesOn() throws IOException {
    voc.bytes("JPEGImages/a.jpg", "no picture".getBytes(UTF_8));

    ImportedDataset dataset = imported();

    assertEquals(2, dataset.manifest().images().size());
    assertNamed(dataset, "a", "cannot be read");
  }

  @Test
  void aMissingImageIsNamed() throws IOException {
    voc.text("ImageSets/train.txt", "a", "b", "ghost");

    assertNamed(imported(), "ghost", "no such image");
  }

  @Test
  void anImageWithoutLabelIsNamedAndLeftOut() throws IOException {
    voc.text("labels.csv", "image,cat,dog", "a,1,0", "b,0,0", "c,0,1");

    ImportedDataset dataset = imported();

    assertEquals(2, dataset.manifest().images().size());
    assertNamed(dataset, "b", "no label");
  }

  @Test
  void aMissingMaskIsNamedAndTheImageStays() throws IOException {
    Files.delete(directory.resolve("SegmentationClass/c.png"));

    ImportedDataset dataset = imported();

    assertNull(named(dataset, "c").truth());
    assertNamed(dataset, "c", "no mask");
  }

  @Test
  void aMaskOfAnotherSizeIsNamedAndTheImageStays() throws IOException {
    voc.mask("c", 7, 5, 12);

    ImportedDataset dataset = imported();

    assertNull(named(dataset, "c").truth());
    assertNamed(dataset, "c", "the mask is 7x5, the image 20x16");
  }

  @Test
  void aMaskValueThatStandsForNothingIsNamed() throws IOException {
    voc.mask("c", VocFolder.WIDTH, VocFolder.HEIGHT, 77);

    assertNamed(imported(), "c", "the value 77");
  }

  @Test
  void anImageInBothListsIsOnlyValidated() throws IOException {
    voc.text("ImageSets/val.txt", "c", "b");

    ImportedDataset dataset = imported();

    assertEquals(Split.VALIDATION, named(dataset, "b").split());
    assertNamed(dataset, "b", "both lists");
  }

  @Test
  void aFileThatComesTwiceIsNamedAndKeptOnce() throws IOException {
    voc.image("b", 10);

    ImportedDataset dataset = imported();

    assertEquals(2, dataset.manifest().images().size());
    assertNamed(dataset, "b", "same file as a, which is labelled [cat] and not [cat, dog]");
  }

  @Test
  void classesCanBeChosen() {
    ImportedDataset dataset =
        imported(
            new VocOptions(
                Optional.of("dogs"),
                List.of("dog", "horse"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertEquals("dogs", dataset.manifest().name());
    assertEquals(List.of("dog", "horse"), dataset.manifest().classes());
    assertNamed(dataset, "a", "no label");
    assertNamed(dataset, "class horse", "no training image");
  }

  @Test
  void ownClassesHaveMaskValuesInTheirOwnOrder() throws Exception {
    voc.text("labels.csv", "image,heron,otter", "a,1,0", "b,1,1", "c,0,1")
        .mask("c", VocFolder.WIDTH, VocFolder.HEIGHT, 2);

    ImportedDataset dataset = imported();

    assertNotNull(named(dataset, "c").truth());
    assertEquals(2, LabelMaps.decode(store.get(named(dataset, "c").truth())).at(0, 0));
  }

  @Test
  void failsWhenNothingRemains() throws IOException {
    voc.bytes("JPEGImages/a.jpg", new byte[0]).bytes("JPEGImages/b.jpg", new byte[3]);

    DatasetImportException failure = assertThrows(DatasetImportException.class, this::imported);

    assertTrue(failure.getMessage().contains("no training image"), failure.getMessage());
    assertTrue(failure.getMessage().contains("\n  a: "), failure.getMessage());
  }

  @Test
  void saysWhatItLookedForWhenThereAreNoLabels() throws IOException {
    Files.delete(directory.resolve("labels.csv"));

    DatasetImportException failure = assertThrows(DatasetImportException.class, this::imported);

    assertTrue(failure.getMessage().contains("labels.csv"), failure.getMessage());
  }

  @Test
  void saysWhichFolderIsEmptyOrMissing() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty/JPEGImages"));

    DatasetImportException none =
        assertThrows(
            DatasetImportException.class,
            () -> VocImporter.plan(directory.resolve("empty"), VocOptions.DEFAULT));
    DatasetImportException missing =
        assertThrows(
            DatasetImportException.class,
            () -> VocImporter.plan(directory.resolve("nowhere"), VocOptions.DEFAULT));

    assertTrue(none.getMessage().contains("no image in " + empty), none.getMessage());
    assertTrue(missing.getMessage().contains("nowhere"), missing.getMessage());
    assertFalse(missing.getMessage().isBlank());
  }
}

package io.wood.cli.dataset.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wood.cli.dataset.DatasetImportException;
import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.DatasetPlan;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.cli.dataset.PlannedImage;
import io.wood.cli.dataset.VocFolder;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.store.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvImporterTest {
  @TempDir private Path directory;
  private VocFolder files;

  @BeforeEach
  void threeImages() throws IOException {
    files = new VocFolder(directory).threePictures("jpg");
  }

  private DatasetPlan plan(CsvOptions options, String... lines) throws IOException {
    files.text("list.csv", lines);
    return CsvImporter.plan(directory.resolve("list.csv"), directory.resolve("pictures"), options);
  }

  private DatasetPlan plan(String... lines) throws IOException {
    return plan(CsvOptions.DEFAULT, lines);
  }

  private static void assertNamed(DatasetPlan plan, String subject, String reason) {
    assertTrue(
        plan.problems().stream()
            .anyMatch(
                problem ->
                    problem.subject().contains(subject) && problem.reason().contains(reason)),
        () -> "no problem names " + subject + " and '" + reason + "': " + plan.problems());
  }

  @Test
  void readsListsOfNamesAndSplits() throws IOException {
    DatasetPlan plan =
        plan(
            "Image,Labels,Split",
            "a.jpg,otter;heron,train",
            "\"b.jpg\",\"heron\",val",
            "deep/c,otter | heron,train");

    assertEquals("list", plan.name());
    assertEquals(List.of("heron", "otter"), plan.classes());
    assertEquals(List.of(), plan.problems());
    assertEquals(List.of("a", "b", "c"), plan.images().stream().map(PlannedImage::name).toList());
    assertEquals(List.of("heron", "otter"), plan.images().get(2).labels());
    assertEquals(Split.VALIDATION, plan.images().get(1).split());
  }

  @Test
  void readsAColumnPerClassInItsOrder() throws IOException {
    DatasetPlan plan = plan("image,otter,heron", "a,1,0", "b,0,1", "deep/c,maybe,1");

    assertEquals(List.of("otter", "heron"), plan.classes());
    assertEquals(List.of("heron"), plan.images().get(2).labels());
    assertNamed(plan, "line 4", "'maybe' in column otter");
  }

  @Test
  void anUnknownClassIsNamedWithTheKnownOnes() throws IOException {
    CsvOptions options = new CsvOptions(Optional.of("mine"), List.of("heron"), 0, false);

    DatasetPlan plan = plan(options, "image,labels", "a.jpg,heron;unicorn", "b.jpg,unicorn");

    assertEquals("mine", plan.name());
    assertEquals(1, plan.images().size());
    assertNamed(plan, "a.jpg", "'unicorn' is unknown and ignored; known are [heron]");
    assertNamed(plan, "b.jpg", "no label");
  }

  @Test
  void missingFilesAndPathsOutOfTheFolderAreNamed() throws IOException {
    DatasetPlan plan = plan("image,labels", "a.jpg,heron", "ghost.jpg,heron", "../list.csv,heron");

    assertEquals(1, plan.images().size());
    assertNamed(plan, "ghost.jpg", "no such image");
    assertNamed(plan, "../list.csv", "no such image");
  }

  @Test
  void withoutASplitColumnTheNameDecides() throws IOException {
    CsvOptions half = new CsvOptions(Optional.empty(), List.of(), .5, false);
    String[] lines = {"image,labels", "a.jpg,heron", "b.jpg,heron", "deep/c.jpg,heron"};

    assertEquals(
        plan(half, lines).images().stream().map(PlannedImage::split).toList(),
        plan(half, lines).images().stream().map(PlannedImage::split).toList());
    CsvOptions none = new CsvOptions(Optional.empty(), List.of(), 0, false);
    assertTrue(plan(none, lines).images().stream().allMatch(image -> image.split() == Split.TRAIN));
  }

  @Test
  void masksAreFoundInTheFolderAndMissingOnesNamed() throws IOException {
    DatasetPlan plan =
        plan(
            "image,labels,split,mask",
            "a.jpg,heron,train,",
            "b.jpg,heron,val,",
            "deep/c,heron,val,m.png");

    assertTrue(plan.images().stream().allMatch(image -> image.mask().isEmpty()));
    assertNamed(plan, "b.jpg", "no mask");
    assertNamed(plan, "deep/c", "its mask m.png is not in");
    InMemoryArtifactStore store = new InMemoryArtifactStore();
    store.createBuckets();
    ImportedDataset dataset = new DatasetImporter(store, (done, total) -> {}).run(plan);
    assertEquals(
        "3 images of 1 classes (1 for training, 2 for validation, 0 with masks); 2 problems",
        dataset.summary());
  }

  @Test
  void aDatasetWithoutValidationSaysSo() throws IOException {
    InMemoryArtifactStore store = new InMemoryArtifactStore();
    store.createBuckets();
    DatasetImporter importer = new DatasetImporter(store, (done, total) -> {});

    ImportedDataset without = importer.run(plan("image,labels,split", "a.jpg,heron,train"));
    ImportedDataset with =
        importer.run(plan("image,labels,split", "a.jpg,heron,train", "b.jpg,heron,val"));

    assertTrue(without.details().stream().anyMatch(line -> line.contains("no image is for valid")));
    assertTrue(with.details().stream().noneMatch(line -> line.contains("no image is for valid")));
  }

  @Test
  void saysWhatIsWrongWithTheFileItself() {
    for (String[] lines :
        new String[][] {{"picture,labels", "a,heron"}, {"image", "a"}, {"image,labels", "a,"}}) {
      DatasetImportException failure =
          assertThrows(DatasetImportException.class, () -> plan(lines));
      assertTrue(failure.getMessage().contains("list.csv"), failure.getMessage());
    }
  }

  @Test
  void saysThatTheCsvOrTheFolderIsMissing() {
    assertThrows(
        DatasetImportException.class,
        () -> CsvImporter.plan(directory.resolve("no.csv"), directory, CsvOptions.DEFAULT));
    assertThrows(
        DatasetImportException.class,
        () -> {
          files.text("list.csv", "image,labels", "a,heron");
          CsvImporter.plan(
              directory.resolve("list.csv"), directory.resolve("nowhere"), CsvOptions.DEFAULT);
        });
  }
}

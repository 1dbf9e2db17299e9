package io.wood.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wood.cli.dataset.DatasetImporter;
import io.wood.cli.dataset.ImportedDataset;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.demo.drawing.DemoDataset;
import io.wood.demo.drawing.DemoSpec;
import io.wood.store.InMemoryArtifactStore;
import org.junit.jupiter.api.Test;

class DemoImporterTest {
  @Test
  void drawnImagesBecomeADatasetWithMasksForValidationOnly() {
    InMemoryArtifactStore store = new InMemoryArtifactStore();
    store.createBuckets();
    DemoDataset drawn = new DemoDataset(new DemoSpec(3, 1, 1, 1, 1, 1, 0, 0));

    ImportedDataset dataset =
        new DatasetImporter(store, (done, total) -> {})
            .run(DemoImporter.plan("demo", drawn.images().toList()));

    assertEquals(6, dataset.manifest().of(Split.TRAIN).size());
    assertEquals(6, dataset.manifest().of(Split.VALIDATION).size());
    assertTrue(dataset.problems().isEmpty(), dataset.problems()::toString);
    assertTrue(
        dataset.manifest().images().stream()
            .allMatch(image -> (image.truth() != null) == (image.split() == Split.VALIDATION)));
  }
}

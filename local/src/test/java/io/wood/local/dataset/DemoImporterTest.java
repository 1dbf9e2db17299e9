package io.wood.local.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wood.contracts.DatasetManifest.Split;
import io.wood.local.demo.DemoDataset;
import io.wood.local.demo.DemoSpec;
import io.wood.store.InMemoryArtifactStore;
import org.junit.jupiter.api.Test;

class DemoImporterTest {
  @Test
  void drawnImagesBecomeADatasetWithMasksForValidationOnly() {
    InMemoryArtifactStore store = new InMemoryArtifactStore();
    store.createBuckets();
    DemoDataset drawn = new DemoDataset(new DemoSpec(3, 1, 1, 1, 1, 1, 0, 0));

    ImportedDataset dataset =
        new DatasetImporter(store, ImportProgress.silent())
            .run(DemoImporter.plan("demo", drawn.images().toList()));

    assertEquals(6, dataset.manifest().of(Split.TRAIN).size());
    assertEquals(6, dataset.manifest().of(Split.VALIDATION).size());
    assertTrue(dataset.problems().isEmpty(), dataset.problems()::toString);
    assertTrue(
        dataset.manifest().images().stream()
            .allMatch(image -> (image.truth() != null) == (image.split() == Split.VALIDATION)));
  }
}

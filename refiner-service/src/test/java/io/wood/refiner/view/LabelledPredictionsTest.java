package io.wood.refiner.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.image.LabelMaps;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.view.RefinedMasks.ExportedMask;
import io.wood.store.InMemoryArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Masks of the segmentation network that follow the images' labels. */
class LabelledPredictionsTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private RefinementSummary summary;

  @BeforeEach
  void refine() throws InterruptedException {
    List<Image> images = new ArrayList<>(drawn.good());
    images.add(
        drawn.image(
            "unlabelled", DrawnDataset.noise(20, 16, 3), List.of(), Split.VALIDATION, null));
    RefinementRequested request =
        InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.SEGMENTED);
    replica.view.accept(request);
    replica.view.accept(replica.run().run(request, replica.reporter("run"), () -> true));
    summary = replica.view.find("run").orElseThrow();
  }

  @Test
  void areExportedOfTrainingImagesToo() throws Exception {
    List<ExportedMask> exported = exported("prediction-labelled");

    for (ExportedMask each : exported.subList(0, exported.size() - 1)) {
      Image image = each.image();
      byte[] stored =
          replica.outputs.get(
              "run",
              RefinementStage.PREDICTION,
              image.artifact().sha256(),
              OutputNames.LABELLED_PREDICTION);
      assertThat(each.mask()).as(image.name()).isEqualTo(Optional.of(LabelMaps.decode(stored)));
    }
    assertThat(exported).extracting(each -> each.image().split()).contains(Split.TRAIN);
  }

  @Test
  void areMissingWithTheReasonWhereAnImageHasNoLabels() {
    List<ExportedMask> exported = exported("prediction-labelled");

    ExportedMask last = exported.get(exported.size() - 1);
    assertThat(last.mask()).isEmpty();
    assertThat(last.problem()).contains("no labels", "masks=prediction");
    assertThat(exported("prediction")).allSatisfy(each -> assertThat(each.mask()).isPresent());
  }

  @Test
  void areMissingWithTheReasonWhereAnEarlierVersionPredicted() {
    store.keys(Buckets.OUTPUTS).stream()
        .filter(key -> key.endsWith(OutputNames.LABELLED_PREDICTION))
        .toList()
        .forEach(key -> store.delete(Buckets.OUTPUTS, key));

    assertThat(exported("prediction-labelled"))
        .allSatisfy(each -> assertThat(each.problem()).contains("earlier version"));
  }

  private List<ExportedMask> exported(String masks) {
    List<ExportedMask> exported = new ArrayList<>();
    replica.masks().each(summary, RefinedMasks.Choice.of(masks, null), exported::add);
    return exported;
  }
}

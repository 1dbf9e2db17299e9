package io.wood.refiner.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.refiner.RefinementSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.method.image.LabelMap;
import io.wood.method.image.LabelMaps;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.refiner.stage.OutputNames;
import io.wood.refiner.view.RefinedMasks.ExportedMask;
import io.wood.store.InMemoryArtifactStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Masks of the segmentation network that follow the images' labels. */
class LabelledPredictionsTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private RefinementSummary summary;

  private void refine(List<Image> images) throws InterruptedException {
    RefinementRequested request =
        InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.SEGMENTED);
    replica.view.accept(request);
    replica.view.accept(replica.run().run(request, replica.reporter("run"), () -> true));
    summary = replica.view.find("run").orElseThrow();
  }

  private Image unlabelled() {
    return drawn.image(
        "unlabelled", DrawnDataset.noise(20, 16, 3), List.of(), Split.VALIDATION, null);
  }

  @Test
  void areMadeOfEveryImageOfADatasetWithLabels() throws Exception {
    List<Image> images = new ArrayList<>(drawn.good());
    images.add(unlabelled());
    refine(images);

    List<ExportedMask> exported = exported("prediction-labelled");

    assertThat(exported).hasSameSizeAs(images);
    for (ExportedMask each : exported) {
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
    LabelMap empty = exported.get(images.size() - 1).mask().orElseThrow();
    assertThat(empty.labels()).as("no class, so background alone").containsOnly(0);
  }

  @Test
  void areMissingWithTheReasonWhereAnEarlierVersionPredicted() throws Exception {
    refine(drawn.good());
    drawn.good().forEach(this::forgetLabelledPrediction);

    assertThat(exported("prediction-labelled"))
        .allSatisfy(each -> assertThat(each.problem()).contains("earlier version", "new name"));
    assertThat(exported("prediction")).allSatisfy(each -> assertThat(each.mask()).isPresent());
  }

  /** As if nothing but the mask without labels had been made of it. */
  private void forgetLabelledPrediction(Image image) {
    String sha = image.artifact().sha256();
    ImageRefined made =
        replica.outputs.result("run", RefinementStage.PREDICTION, sha).orElseThrow();
    Map<String, ArtifactRef> outputs = new HashMap<>(made.outputs());
    ArtifactRef labelled = outputs.remove(OutputNames.LABELLED_PREDICTION);
    store.delete(labelled.bucket(), labelled.key());
    store.delete(
        Buckets.OUTPUTS, labelled.key().replace(OutputNames.LABELLED_PREDICTION, "result.json"));
    replica.outputs.storeResult(
        new ImageRefined("run", RefinementStage.PREDICTION, sha, outputs, "", made.refinedAt()));
  }

  @Test
  void areMissingWithTheReasonInADatasetWithoutLabels() {
    Image image = unlabelled();
    replica.view.accept(
        InlineReplica.request(
            "bare", drawn.model(), drawn.manifest(List.of(image)), Tiny.SEGMENTED));
    summary = replica.view.find("bare").orElseThrow();
    replica.outputs.storeResult(
        new ImageRefined(
            "bare",
            RefinementStage.PREDICTION,
            image.artifact().sha256(),
            Map.of(),
            "",
            InlineReplica.NOW));

    assertThat(exported("prediction-labelled"))
        .extracting(ExportedMask::problem)
        .containsExactly("its dataset has no labels to follow");
  }

  @Test
  void areFilesOfTheirOwnName() {
    assertThat(RefinedMasks.Kind.of("mask").suffix()).isEmpty();
    assertThat(RefinedMasks.Kind.of("prediction").suffix()).isEqualTo("-prediction");
    assertThat(RefinedMasks.Kind.of("prediction-labelled").suffix())
        .isEqualTo("-prediction-labelled");
  }

  private List<ExportedMask> exported(String masks) {
    List<ExportedMask> exported = new ArrayList<>();
    replica.masks().each(summary, RefinedMasks.Choice.of(masks, null), exported::add);
    return exported;
  }
}

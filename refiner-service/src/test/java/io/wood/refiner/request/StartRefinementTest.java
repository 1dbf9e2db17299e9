package io.wood.refiner.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.refiner.RefinementOrder;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrunkOrigin;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.refiner.stage.TrainingFiles;
import io.wood.refiner.view.TrainedModels;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Json;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartRefinementTest {
  private static final RefinementParameters OF_A_FILE =
      Tiny.masks(null, null, Tiny.irn(TrunkOrigin.FILE, null), null, .4);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private final TrainedModels models = new TrainedModels();
  private final StartRefinement start =
      new StartRefinement(models, replica.view, store, replica, InlineReplica.CLOCK);
  private final ModelRef model = drawn.model();
  private final ArtifactRef dataset = drawn.manifest();

  @BeforeEach
  void anExperimentHasTrained() {
    models.accept(
        new ClassifierTrained(
            "trained", Arm.BASE, model, dataset, dataset, 0, Map.of(), null, InlineReplica.NOW));
  }

  @Test
  void asksForTheUsualMasksWhenNothingElseIsSaid() {
    RefinementRequested request = start.start(wish(null, "trained", null, null, null));

    assertThat(request.refinement()).isEqualTo("trained");
    assertThat(request.parameters()).isEqualTo(RefinementParameters.USUAL);
    assertThat(request.dataset()).isEqualTo(dataset);
    assertThat(replica.published).containsExactly(request);
  }

  @Test
  void takesAnotherDatasetByItsName() {
    ArtifactRef other = drawn.manifest(drawn.good());
    store.put(
        Buckets.DATASETS,
        ObjectKeys.datasetName("other"),
        Json.canonical(other),
        "application/json");

    RefinementRequested request = start.start(wish("mine", "trained", null, "other", Tiny.MASKS));

    assertThat(request.dataset()).isEqualTo(other);
    assertThat(request.parameters()).isEqualTo(Tiny.MASKS);
  }

  @Test
  void asksForPredictionsOfANetworkThatIsTrained() {
    replica.view.accept(InlineReplica.request("done", model, dataset, Tiny.SEGMENTED));
    ArtifactRef network =
        new TrainingFiles(store).keep("done", TrainingFiles.SEGMENTATION, new byte[] {1});

    RefinementRequested request = start.start(wish("predictions", null, "done", null, null));

    assertThat(request.parameters()).isEqualTo(Tiny.SEGMENTED);
    assertThat(request.predictor()).isEqualTo(network);
    assertThat(store.keys(Buckets.OUTPUTS)).noneMatch(key -> key.contains("predictions"));
  }

  @Test
  void namesTheFileOfATrunk() {
    ArtifactRef file = drawn.model(9).weights();

    RefinementRequested request = start.start(of("mine", "trained", null, OF_A_FILE, file));

    assertThat(request.trunk()).isEqualTo(file);
    refused(of("x", "trained", null, OF_A_FILE, null), "no file is named");
    refused(of("x", "trained", null, null, file), "neither irn.trunk nor segmentation.trunk");
    refused(of("x", null, "mine", null, file), "omit 'parameters' and 'trunk'");
  }

  @Test
  void predictionsNeedNoFileOfTheirNetworksTrunk() {
    ArtifactRef file = drawn.model(9).weights();
    SegmentationParameters network =
        new SegmentationParameters(
            8, 48, 2, 1, .01, false, null, null, TrunkOrigin.FILE, null, null, null, null);
    replica.view.accept(
        InlineReplica.request("done", model, dataset, Tiny.segmented(network), file));
    new TrainingFiles(store).keep("done", TrainingFiles.SEGMENTATION, new byte[] {1});

    RefinementRequested request = start.start(wish("predictions", null, "done", null, null));

    assertThat(request.parameters().segmentation().trunk()).isEqualTo(TrunkOrigin.FILE);
    assertThat(request.trunk()).isNull();
  }

  @Test
  void saysWhatIsWrongWithAWish() {
    replica.view.accept(InlineReplica.request("masks", model, dataset, Tiny.MASKS));
    replica.view.accept(InlineReplica.request("early", model, dataset, Tiny.SEGMENTED));

    refused(wish(null, null, null, null, null), "send either 'experiment'");
    refused(wish(null, "trained", "masks", null, null), "send either 'experiment'");
    refused(wish(null, "nobody", null, null, null), "no experiment 'nobody'");
    refused(wish("masks", "trained", null, null, null), "'masks' exists; choose another id");
    refused(wish("x", "trained", null, "nowhere", null), "no dataset 'nowhere'");
    refused(wish("x", null, "nobody", null, null), "no refinement 'nobody'");
    refused(wish("x", null, "masks", null, null), "'masks' has no segmentation network");
    refused(wish("x", null, "early", null, null), "has not trained its segmentation network yet");
    refused(wish("x", null, "early", null, Tiny.MASKS), "omit 'parameters'");
    assertThat(replica.published).isEmpty();
  }

  private void refused(RefinementOrder wish, String reason) {
    assertThatThrownBy(() -> start.start(wish))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static RefinementOrder wish(
      String id,
      String experiment,
      String predictor,
      String dataset,
      RefinementParameters parameters) {
    return new RefinementOrder(id, experiment, predictor, dataset, parameters, null, "me");
  }

  private static RefinementOrder of(
      String id,
      String experiment,
      String predictor,
      RefinementParameters parameters,
      ArtifactRef trunk) {
    return new RefinementOrder(id, experiment, predictor, null, parameters, trunk, "me");
  }
}

package io.wood.trainer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.api.trainer.ExperimentClusters;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterUse;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.CurationDecided.Verdict;
import io.wood.contracts.event.RunState;
import io.wood.contracts.parameter.Arm;
import io.wood.trainer.engine.TrainingEngine;
import io.wood.trainer.experiment.DatasetCatalog;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.run.FakeTraining;
import io.wood.trainer.run.World;
import io.wood.trainer.store.ClusterFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowClustersTest {
  private static final ClusterMap MAP =
      new ClusterMap(0, 2, 2, 2, .5, List.of(), List.of(), List.of());
  private static final ClusterUse USE = new ClusterUse(20, List.of(5L, 20L));

  private final World world = new World();
  private final TrainingEngine training =
      (input, checkpoint, listener) -> {
        listener.clusters(MAP);
        TrainingEngine.TrainingOutput output =
            new FakeTraining().train(input, checkpoint, listener);
        listener.clusterUse(USE);
        return output;
      };

  @Test
  void showsTheGroupsOfATrainedExperiment() {
    request("wood", Arm.WOOD);
    world.trainer("a", training).work();

    assertThat(show().of("wood")).isEqualTo(new ExperimentClusters("wood", Arm.WOOD, .2, MAP, USE));
  }

  @Test
  void showsTheGroupsBeforeTheTrainingHasEnded() {
    request("wood", Arm.WOOD);
    new ClusterFiles(world.store).store("wood", MAP);

    assertThat(show().of("wood").use()).isNull();
  }

  @Test
  void countsOfOtherCentresAreRemovedWithThem() {
    ClusterFiles files = new ClusterFiles(world.store);
    files.store("wood", USE);
    files.store("wood", MAP);

    assertThat(files.use("wood")).isEmpty();
  }

  @Test
  void aStoreThatIsAwayCostsThePageAndNotTheRun() {
    request("wood", Arm.WOOD);
    world
        .trainer(
            "a",
            (input, checkpoint, listener) -> {
              world.store.failNext(1);
              listener.clusters(MAP);
              return new FakeTraining().train(input, checkpoint, listener);
            })
        .work();

    assertThat(world.files.result("wood").orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
    assertThatThrownBy(() -> show().of("wood")).hasMessageContaining("--again");
  }

  @Test
  void refusesWhatHasNoGroupsWithTheReason() {
    request("base", Arm.BASE);
    request("queued", Arm.WOOD);

    assertThatThrownBy(() -> show().of("base"))
        .hasMessageContaining("arm BASE, which groups no OoDs; these do: [PREDICTED_CLASS");
    assertThatThrownBy(() -> show().of("queued"))
        .hasMessageContaining("has not got to its first step");
    assertThatThrownBy(() -> show().of("other")).hasMessageContaining("no experiment 'other'");
  }

  @Test
  void findsTheLabelledImagesOfItsDatasetAndNothingElse() {
    request("wood", Arm.WOOD);
    Image image = world.dataset().images().get(0);

    assertThat(show().labelled("wood", image.artifact().sha256())).isEqualTo(image.artifact());
    assertThatThrownBy(() -> show().labelled("wood", "0".repeat(64)))
        .hasMessageContaining("has no image 000");
  }

  private void request(String experiment, Arm arm) {
    world.decide("first", "ood one", Verdict.APPROVED, 1);
    world.decide("second", "ood two", Verdict.APPROVED, 2);
    world.request(experiment, arm);
  }

  private ShowClusters show() {
    ExperimentView view = new ExperimentView();
    world.show(view);
    return new ShowClusters(view, new ClusterFiles(world.store), new DatasetCatalog(world.store));
  }
}

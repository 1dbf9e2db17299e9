package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.stage.RunFailedException;
import io.wood.refiner.stage.StageInput;
import io.wood.store.InMemoryArtifactStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageDispatcherTest {
  private static final Duration STALL = Duration.ofMillis(20);

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final InlineReplica replica = new InlineReplica(store);
  private final List<Image> dataset = drawn.good();
  private final List<String> images =
      dataset.stream().map(image -> image.artifact().sha256()).toList();

  @Test
  void givesOutEveryImageOnceAndReturnsWhatWasTold() throws InterruptedException {
    Map<String, ImageRefined> told = run(Tiny.MASKS);

    assertThat(told).containsOnlyKeys(images);
    assertThat(told.values()).allMatch(image -> image.problem().isEmpty());
    assertThat(replica.published(RefinementTask.class)).hasSize(images.size());
  }

  @Test
  void doesNotAskAgainForWhatTheLogTellsOf() throws InterruptedException {
    run(Tiny.MASKS);
    replica.published.clear();

    run(Tiny.MASKS);

    assertThat(replica.published(RefinementTask.class)).isEmpty();
  }

  @Test
  void asksAgainForATaskThatWasLost() throws InterruptedException {
    Set<String> seen = new HashSet<>();
    replica.lost = task -> task.image().equals(images.get(2)) && seen.add(task.image());

    Map<String, ImageRefined> told = run(Tiny.MASKS);

    assertThat(told.get(images.get(2)).problem()).isEmpty();
    assertThat(replica.published(RefinementTask.class)).hasSize(images.size() + 1);
  }

  @Test
  void namesTheImageThatNobodyCanDoAndGoesOn() throws InterruptedException {
    replica.lost = task -> task.image().equals(images.get(2));

    Map<String, ImageRefined> told = run(Tiny.MASKS);

    assertThat(told).containsOnlyKeys(images);
    assertThat(told.get(images.get(2)).problem())
        .contains("image2")
        .contains("asked 3 times")
        .contains("wood.refinement.tasks.dlq");
    assertThat(told.values().stream().filter(image -> image.problem().isEmpty())).hasSize(5);
  }

  @Test
  void failsWhenNothingIsDoneAtAll() {
    replica.lost = task -> true;

    assertThatThrownBy(() -> run(Tiny.MASKS))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("stage CAM stood still")
        .hasMessageContaining("are refiner replicas running");
  }

  @Test
  void hasMorePatienceWithAdvCam() {
    RefinementParameters climbing =
        new RefinementParameters(
            new RefinementParameters.Cam(List.of(1.0), true, 3, .15),
            null,
            null,
            null,
            .4,
            null,
            0);
    replica.lost = task -> true;

    assertThatThrownBy(() -> run(climbing)).hasMessageContaining("PT0.06S");
  }

  @Test
  void stopsWhenTheLeaseIsGone() {
    replica.lost = task -> true;

    assertThatThrownBy(
            () ->
                replica
                    .shareOut(Duration.ofMinutes(1))
                    .run(job(Tiny.MASKS), images, replica.reporter("run"), () -> false))
        .isInstanceOf(LeaseLostException.class);
  }

  private Map<String, ImageRefined> run(RefinementParameters parameters)
      throws InterruptedException {
    return replica
        .shareOut(STALL)
        .run(job(parameters), images, replica.reporter("run"), () -> true);
  }

  private StageInput job(RefinementParameters parameters) {
    RefinementRequested request =
        InlineReplica.request("run", drawn.model(), drawn.manifest(dataset), parameters);
    return new StageInput(request, RefinementStage.CAM, null, null);
  }
}

package io.wood.refiner.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.contracts.event.RunState;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.stage.RefinementFailedException;
import io.wood.refiner.stage.StageInput;
import io.wood.refiner.stage.StageOutputs;
import io.wood.refiner.view.StageWatch;
import io.wood.store.ArtifactStore;
import io.wood.store.InMemoryArtifactStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
  void publishesEveryTaskOnceAndReturnsTheResults() throws InterruptedException {
    Map<String, ImageRefined> results = run(Tiny.MASKS);

    assertThat(results).containsOnlyKeys(images);
    assertThat(results.values()).allMatch(image -> image.problem().isEmpty());
    assertThat(replica.published(RefinementTask.class)).hasSize(images.size());
  }

  @Test
  void publishesNoTaskForAnImageWithAResult() throws InterruptedException {
    run(Tiny.MASKS);
    replica.published.clear();

    run(Tiny.MASKS);

    assertThat(replica.published(RefinementTask.class)).isEmpty();
  }

  @Test
  void takesTheResultsOfAStageThatAnotherReplicaBeganFromTheStore() throws InterruptedException {
    run(Tiny.MASKS);
    InlineReplica successor = new InlineReplica(store);
    successor.view.accept(replica.published(ImageRefined.class).get(0));

    Map<String, ImageRefined> results =
        successor
            .dispatcher(STALL)
            .run(input(Tiny.MASKS), images, successor.reporter("run"), () -> true);

    assertThat(results).containsOnlyKeys(images);
    assertThat(successor.published(RefinementTask.class)).isEmpty();
  }

  @Test
  void readsEachStoredResultWithOneRequest() throws InterruptedException {
    run(Tiny.MASKS);
    StageOutputs stored = new StageOutputs(withoutStat());
    StageWatch watch = replica.view.watch("run", RefinementStage.CAM, images);

    new StoredResults(stored, replica.view).read(input(Tiny.MASKS), watch, () -> true);

    assertThat(replica.view.missing(watch)).isEmpty();
  }

  /** The store, where the request for the reference of an object fails. */
  private ArtifactStore withoutStat() {
    return (ArtifactStore)
        Proxy.newProxyInstance(
            ArtifactStore.class.getClassLoader(),
            new Class<?>[] {ArtifactStore.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isNotEqualTo("stat");
              return method.invoke(store, arguments);
            });
  }

  @Test
  void givesUpAnImageAgainThatARetryWasToRepeat() throws InterruptedException {
    replica.lost = task -> task.image().equals(images.get(2));
    run(Tiny.MASKS);
    RefinementRequested retry =
        input(Tiny.MASKS).request().retry("ann", InlineReplica.NOW.plusSeconds(1));
    replica.view.accept(retry);

    Map<String, ImageRefined> results =
        replica
            .dispatcher(STALL)
            .run(
                new StageInput(retry, RefinementStage.CAM, null, null),
                images,
                replica.reporter("run"),
                () -> true);

    assertThat(results).containsOnlyKeys(images);
    assertThat(results.get(images.get(2)).problem()).contains("requested 3 times");
  }

  @Test
  void publishesALostTaskAgain() throws InterruptedException {
    Set<String> seen = new HashSet<>();
    replica.lost = task -> task.image().equals(images.get(2)) && seen.add(task.image());

    Map<String, ImageRefined> results = run(Tiny.MASKS);

    assertThat(results.get(images.get(2)).problem()).isEmpty();
    assertThat(replica.published(RefinementTask.class)).hasSize(images.size() + 1);
  }

  @Test
  void namesTheImageThatNoReplicaCanProcessAndContinues() throws InterruptedException {
    replica.lost = task -> task.image().equals(images.get(2));

    Map<String, ImageRefined> results = run(Tiny.MASKS);

    assertThat(results).containsOnlyKeys(images);
    assertThat(results.get(images.get(2)).problem())
        .contains("image2")
        .contains("requested 3 times")
        .contains("wood.refinement.tasks.dlq");
    assertThat(results.values().stream().filter(image -> image.problem().isEmpty())).hasSize(5);
  }

  @Test
  void failsWhenNothingIsDoneAtAll() {
    replica.lost = task -> true;

    assertThatThrownBy(() -> run(Tiny.MASKS))
        .isInstanceOf(RefinementFailedException.class)
        .hasMessageContaining("stage CAM made no progress")
        .hasMessageContaining("refiner replicas are running");
  }

  @Test
  void waitsForItsTurnWhileReplicasFinishTasksOfOthers() throws InterruptedException {
    // Given: the tasks of this refinement wait behind those of another one for many stall times
    AtomicInteger finished = new AtomicInteger();
    replica.lost = task -> finished.get() < 100;
    Thread others =
        new Thread(
            () -> {
              while (finished.incrementAndGet() < 100) {
                replica.view.accept(
                    new ImageRefined(
                        "other",
                        RefinementStage.CAM,
                        images.get(0),
                        Map.of(),
                        "",
                        InlineReplica.NOW));
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
              }
            });
    others.start();

    // When
    Map<String, ImageRefined> results =
        replica
            .dispatcher(Duration.ofMillis(100))
            .run(input(Tiny.MASKS), images, replica.reporter("run"), () -> true);

    // Then
    others.join();
    assertThat(results.values()).allMatch(image -> image.problem().isEmpty()).hasSize(6);
  }

  @Test
  void blamesNobodyWhileTheStoreIsAway() throws InterruptedException {
    // Given: no replica finishes anything, since the store is away for many stall times
    AtomicInteger asked = new AtomicInteger();
    replica.lost = task -> asked.get() < 20;
    LeadControl away =
        new LeadControl() {
          @Override
          public boolean goesOn() {
            return true;
          }

          @Override
          public boolean isHeld() {
            return asked.incrementAndGet() > 20;
          }
        };

    // When
    Map<String, ImageRefined> results =
        replica.dispatcher(STALL).run(input(Tiny.MASKS), images, replica.reporter("run"), away);

    // Then
    assertThat(results.values()).allMatch(image -> image.problem().isEmpty()).hasSize(6);
    assertThat(replica.published(RefinementTask.class)).hasSizeLessThanOrEqualTo(3 * 6);
  }

  @Test
  void waitsLongerWithAdvCam() {
    RefinementParameters climbing =
        Tiny.masks(new RefinementParameters.Cam(List.of(1.0), true, 3, .15), null, null, null, .4);
    replica.lost = task -> true;

    assertThatThrownBy(() -> run(climbing)).hasMessageContaining("PT0.06S");
  }

  @Test
  void stopsWhenTheLeaseIsGone() {
    replica.lost = task -> true;

    assertThatThrownBy(
            () ->
                replica
                    .dispatcher(Duration.ofMinutes(1))
                    .run(input(Tiny.MASKS), images, replica.reporter("run"), () -> false))
        .isInstanceOf(LeaseLostException.class);
  }

  @Test
  void stopsWhenItIsCancelledAfterTheLastResult() {
    RefinementRequested request = input(Tiny.MASKS).request();
    replica.view.accept(request);
    RefinementReporter cancelling =
        InlineReplica.reporter(
            "run",
            step -> {
              if (step.progress().done() == images.size()) {
                replica.view.accept(
                    new RefinementProgressed(
                        "run", RunState.CANCELLED, step.progress(), Map.of(), "", step.at()));
              }
            });

    assertThatThrownBy(
            () ->
                replica
                    .dispatcher(STALL)
                    .run(
                        input(Tiny.MASKS),
                        images,
                        cancelling,
                        () -> !replica.view.isEnded(request)))
        .isInstanceOf(LeaseLostException.class);
  }

  private Map<String, ImageRefined> run(RefinementParameters parameters)
      throws InterruptedException {
    return replica
        .dispatcher(STALL)
        .run(input(parameters), images, replica.reporter("run"), () -> true);
  }

  private StageInput input(RefinementParameters parameters) {
    RefinementRequested request =
        InlineReplica.request("run", drawn.model(), drawn.manifest(dataset), parameters);
    return new StageInput(request, RefinementStage.CAM, null, null);
  }
}

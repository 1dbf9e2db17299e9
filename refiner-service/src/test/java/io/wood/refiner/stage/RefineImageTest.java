package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RefinementTask;
import io.wood.kit.event.PermanentFailure;
import io.wood.method.image.UnusableImageException;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.Tiny;
import io.wood.refiner.lead.InlineReplica;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.MissingObjectException;
import io.wood.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefineImageTest {
  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final DrawnDataset drawn = new DrawnDataset(store);
  private final StageInputCache inputs = new StageInputCache(store);
  private final StageOutputs outputs = new StageOutputs(store);
  private final List<Event> published = new ArrayList<>();
  private final List<Image> images = drawn.good();
  private final ArtifactRef input =
      inputs.store(
          new StageInput(
              InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.MASKS),
              RefinementStage.CAM,
              null,
              null));
  private int calls;
  private boolean ended;

  @Test
  void processesAnImageOnceHoweverOftenItsTaskArrives() {
    RefineImage refine = refine((stage, dataset, image) -> made("cam of " + image.name()));

    refine.handle(task(0));
    List<String> keys = store.keys("outputs");
    refine.handle(task(0));

    assertThat(calls).isEqualTo(1);
    assertThat(store.keys("outputs")).isEqualTo(keys);
    assertThat(published).hasSize(2).containsOnly(published.get(0));
  }

  @Test
  void publishesOneResultOfAnImageThatTwoReplicasProcessed() {
    // Given a replica that is slower than another one, which differs in the last digit
    RefineImage other = refine((stage, dataset, image) -> made("of the other"));
    RefineImage slow =
        refine(
            (stage, dataset, image) -> {
              other.handle(task(0));
              return made("of the slow one");
            });

    // When
    slow.handle(task(0));

    // Then
    ImageRefined result = (ImageRefined) published.get(1);
    assertThat(result).isEqualTo(published.get(0));
    assertThat(
            new String(
                store.get(result.outputs().get("cam.npz")),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("of the other");
  }

  @Test
  void namesAnImageThatCanNeverBeRefined() {
    assertThat(problem(new UnusableImageException("it is a text")))
        .isEqualTo("image0: it is a text");
    assertThat(problem(1, new MissingObjectException("datasets", "images/x"))).contains("images/x");
    assertThat(problem(2, new IllegalArgumentException("CAM holds NaN"))).contains("NaN");
  }

  @Test
  void namesAnImageThatTriggersABug() {
    assertThat(problem(0, new EngineException("out of memory")))
        .contains("image0")
        .contains("out of memory");
    assertThat(problem(1, new IndexOutOfBoundsException(7))).contains("image1").contains("7");
  }

  @Test
  void publishesNothingWhenTheStoreIsAway() {
    RefineImage refine = refine(failing(new StoreUnavailableException("the store is away", null)));

    assertThatThrownBy(() -> refine.handle(task(0))).isInstanceOf(StoreUnavailableException.class);

    assertThat(published).isEmpty();
    assertThat(outputs.result("run", RefinementStage.CAM, sha(0))).isEmpty();
  }

  @Test
  void skipsATaskOfARefinementThatHasEnded() {
    ended = true;

    refine((stage, dataset, image) -> made("late")).handle(task(0));

    assertThat(calls).isZero();
    assertThat(published).isEmpty();
  }

  @Test
  void givesUpAnImageThatEndsTheProcessOfEveryReplica() {
    RefineImage dying =
        refine(
            (stage, dataset, image) -> {
              throw new ProcessDeath();
            });
    for (int replica = 0; replica < 3; replica++) {
      assertThatThrownBy(() -> dying.handle(task(0))).isInstanceOf(ProcessDeath.class);
    }

    dying.handle(task(0));

    assertThat(calls).isEqualTo(3);
    assertThat(lastProblem()).contains("image0", "ended the process", "3 times");
  }

  @Test
  void countsNoAttemptThatFailedForNow() {
    RefineImage away = refine(failing(new StoreUnavailableException("the store is away", null)));
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThatThrownBy(() -> away.handle(task(0))).isInstanceOf(StoreUnavailableException.class);
    }

    refine((stage, dataset, image) -> made("at last")).handle(task(0));

    assertThat(lastProblem()).isEmpty();
    assertThat(store.keys("outputs")).noneMatch(key -> key.endsWith("attempts.json"));
  }

  @Test
  void countsNoAttemptThatMetAFaultOfItsProcess() {
    RefineImage broken =
        refine(
            (stage, dataset, image) -> {
              throw calls % 2 == 0
                  ? new NoClassDefFoundError("libtorch")
                  : new InternalError("a fault in an unsafe memory access");
            });
    for (int attempt = 0; attempt < 6; attempt++) {
      assertThatThrownBy(() -> broken.handle(task(0))).isInstanceOf(Error.class);
    }

    refine((stage, dataset, image) -> made("at last")).handle(task(0));

    assertThat(lastProblem()).isEmpty();
    assertThat(store.keys("outputs")).noneMatch(key -> key.endsWith("attempts.json"));
  }

  @Test
  void repeatsAFailedImageOfARetryAndKeepsTheOthers() {
    // Given
    refine(failing(new IllegalArgumentException("CAM holds NaN"))).handle(task(0));
    refine((stage, dataset, image) -> StageResult.computed(Map.of())).handle(task(1));
    RefinementRequested again =
        InlineReplica.request("run", drawn.model(), drawn.manifest(images), Tiny.MASKS)
            .retry("ann", InlineReplica.NOW.plusSeconds(1));
    ArtifactRef retry = inputs.store(new StageInput(again, RefinementStage.CAM, null, null));
    calls = 0;

    // When
    RefineImage refine = refine((stage, dataset, image) -> made("repaired"));
    refine.handle(new RefinementTask("run", RefinementStage.CAM, sha(0), retry));
    refine.handle(new RefinementTask("run", RefinementStage.CAM, sha(1), retry));

    // Then
    assertThat(calls).isEqualTo(1);
    assertThat(outputs.result("run", RefinementStage.CAM, sha(0)).orElseThrow().problem())
        .isEmpty();
    assertThat(lastProblem()).isEmpty();
  }

  @Test
  void refusesAnImageThatIsNotInTheDataset() {
    RefinementTask stranger = new RefinementTask("run", RefinementStage.CAM, "b".repeat(64), input);

    assertThatThrownBy(() -> refine((s, d, i) -> StageResult.computed(Map.of())).handle(stranger))
        .isInstanceOf(PermanentFailure.class)
        .hasMessageContaining("is not in the dataset squares");
  }

  private String problem(UnusableImageException failure) {
    refine(
            (stage, dataset, image) -> {
              throw failure;
            })
        .handle(task(0));
    return lastProblem();
  }

  private String problem(int image, RuntimeException failure) {
    refine(failing(failure)).handle(task(image));
    return lastProblem();
  }

  private String lastProblem() {
    return ((ImageRefined) published.get(published.size() - 1)).problem();
  }

  private static StageProcessor failing(RuntimeException failure) {
    return (stage, dataset, image) -> {
      throw failure;
    };
  }

  private RefineImage refine(StageProcessor work) {
    StageProcessor counted =
        (stage, dataset, image) -> {
          calls++;
          return work.refine(stage, dataset, image);
        };
    return new RefineImage(
        inputs,
        outputs,
        Map.of(RefinementStage.CAM, counted),
        published::add,
        request -> ended,
        InlineReplica.CLOCK);
  }

  private StageResult made(String text) {
    return StageResult.computed(
        Map.of(
            "cam.npz",
            outputs.put(
                "run",
                RefinementStage.CAM,
                sha(0),
                "cam.npz",
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "text/plain")));
  }

  private RefinementTask task(int image) {
    return new RefinementTask("run", RefinementStage.CAM, sha(image), input);
  }

  private String sha(int image) {
    return images.get(image).artifact().sha256();
  }

  /** Not an exception that anyone handles. */
  private static final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1L;
  }
}

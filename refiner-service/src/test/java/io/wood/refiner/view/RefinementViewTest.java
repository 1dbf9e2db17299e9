package io.wood.refiner.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ImageRefined;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefinementViewTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ArtifactRef WEIGHTS =
      new ArtifactRef("models", "weights/b", "b".repeat(64), 1, "application/octet-stream");
  private static final ArtifactRef DATASET =
      new ArtifactRef("datasets", "manifests/c", "c".repeat(64), 1, "application/json");
  private static final ModelRef MODEL =
      new ModelRef("base", new NetworkSpec("small", 8), List.of("boat"), WEIGHTS);

  private final RefinementView view = new RefinementView();

  @Test
  void keepsNoResultOfAnImageThatNobodyWatchesHoweverManyAreOpen() throws InterruptedException {
    List<WeakReference<ImageRefined>> results = new ArrayList<>();
    for (int run = 0; run < 10; run++) {
      view.accept(requested("open-" + run));
      for (int image = 0; image < 100; image++) {
        ImageRefined result = refined("open-" + run, image, image == 0 ? "it failed" : "", NOON);
        results.add(new WeakReference<>(result));
        view.accept(result);
      }
    }

    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (results.stream().anyMatch(result -> result.get() != null) && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(results).allMatch(result -> result.get() == null);
    assertThat(view.finishedTasks()).isEqualTo(1000);
    assertThat(view.hasBegun("open-3", RefinementStage.CAM)).isTrue();
    assertThat(view.hasBegun("open-3", RefinementStage.MASK)).isFalse();
    assertThat(view.failed("open-3")).containsExactly(image(0));
  }

  @Test
  void keepsWhichImagesFailedWhileItIsOpen() {
    view.accept(completed("first"));
    view.accept(refined("first", 1, "it failed", NOON));
    view.accept(requested("first"));
    view.accept(requested("second"));
    view.accept(refined("second", 1, "it failed", NOON));
    assertThat(view.failed("second")).containsExactly(image(1));

    view.accept(completed("second"));
    view.accept(refined("second", 2, "it failed", NOON));

    assertThat(view.failed("first")).isEmpty();
    assertThat(view.failed("second")).isEmpty();
    assertThat(view.find("second").orElseThrow().ended()).isTrue();
  }

  @Test
  void countsTheWatchedImagesAsTheyArrive() throws InterruptedException {
    view.accept(requested("run"));
    StageWatch watch =
        view.watch("run", RefinementStage.CAM, List.of(image(1), image(2), image(3)));
    view.addKnown(watch, refined("run", 1, "", NOON));
    assertThat(view.isFurther(watch)).isFalse();

    view.accept(refined("run", 2, "", NOON));
    view.addKnown(watch, refined("run", 2, "", NOON));
    view.accept(refined("run", 2, "", NOON));
    view.accept(refined("run", 9, "", NOON));
    view.accept(refined("other", 3, "", NOON));

    assertThat(view.await(watch, Duration.ofMillis(1))).isEqualTo(2);
    assertThat(view.missing(watch)).containsExactly(image(3));
    assertThat(view.results(watch)).containsOnlyKeys(image(1), image(2));
    assertThat(view.isFurther(watch)).isTrue();
    assertThat(view.finishedTasks()).isEqualTo(4);
  }

  @Test
  void aRetryOpensTheRefinementAgainAndForgetsFailuresAlone() {
    RefinementRequested request = requested("run");
    view.accept(request);
    view.accept(completed("run"));
    RefinementRequested retry = request.retry("ann", NOON.plusSeconds(60));

    view.accept(retry);
    StageWatch watch =
        view.watch("run", RefinementStage.CAM, List.of(image(1), image(2), image(3), image(4)));
    view.addKnown(watch, refined("run", 1, "", NOON));
    view.addKnown(watch, refined("run", 4, "it failed", NOON));
    view.accept(refined("run", 2, "it failed", NOON));
    view.accept(refined("run", 3, "it failed again", NOON.plusSeconds(60)));

    assertThat(view.isEnded(request)).isTrue();
    assertThat(view.isEnded(retry)).isFalse();
    assertThat(view.results(watch)).containsOnlyKeys(image(1), image(3));
    assertThat(view.failed("run")).containsExactly(image(3));
    assertThat(view.find("run").orElseThrow().completed()).isNull();
  }

  @Test
  void whatHasEndedStaysSoUntilARetryHoweverLateOrEarlyAStepIsReported() {
    RefinementRequested request = requested("run");
    view.accept(request);
    view.accept(progressed(RunState.RUNNING, 40));
    view.accept(progressed(RunState.CANCELLED, 30));
    view.accept(progressed(RunState.RUNNING, 50));

    assertThat(view.find("run").orElseThrow().state()).isEqualTo(RunState.CANCELLED);
    assertThat(view.isEnded(request)).isTrue();

    view.accept(request.retry("ann", NOON.plusSeconds(60)));
    view.accept(progressed(RunState.RUNNING, 61));
    view.accept(progressed(RunState.FAILED, 35));

    assertThat(view.find("run").orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThat(view.find("run").orElseThrow().progress().at()).isEqualTo(NOON.plusSeconds(61));

    view.accept(progressed(RunState.FAILED, 70));

    assertThat(view.find("run").orElseThrow().state()).isEqualTo(RunState.FAILED);
  }

  private static RefinementProgressed progressed(RunState state, int seconds) {
    return new RefinementProgressed(
        "run",
        state,
        new StepProgress("cam", 1, 2, "images", 1, null),
        Map.of(),
        "",
        NOON.plusSeconds(seconds));
  }

  private static RefinementRequested requested(String id) {
    return new RefinementRequested(id, MODEL, DATASET, RefinementParameters.PAPER, "ann", NOON);
  }

  private static RefinementCompleted completed(String id) {
    return new RefinementCompleted(
        id, MODEL, DATASET, DATASET, null, Map.of(), 0, NOON.plusSeconds(1));
  }

  private static ImageRefined refined(String id, int image, String problem, Instant at) {
    return new ImageRefined(id, RefinementStage.CAM, image(image), Map.of(), problem, at);
  }

  private static String image(int number) {
    return "%064x".formatted(number);
  }
}

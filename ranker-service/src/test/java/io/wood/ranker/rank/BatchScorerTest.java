package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.ModelRef;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.image.RgbImage;
import io.wood.ranker.Samples;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ImageScorer;
import io.wood.ranker.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchScorerTest {
  private final ActiveModel active = new ActiveModel();
  private final AtomicInteger left = new AtomicInteger();
  private final EngineHealth health =
      new EngineHealth(EngineException.class, () -> {}, left::incrementAndGet);
  private final BatchScorer scorer = new BatchScorer(active, new Passes(1, 4), size -> {}, health);
  private final BrightnessScorer network = new BrightnessScorer(Samples.model("base"));
  private final ExecutorService callers = Executors.newFixedThreadPool(12);

  @AfterEach
  void stop() {
    scorer.close();
    callers.shutdownNow();
  }

  @Test
  void imagesWaitForAModelAndAreThenScoredTogetherInBoundedBatches() throws Exception {
    List<Future<Prediction>> predictions = new ArrayList<>();
    for (int brightness = 1; brightness <= 12; brightness++) {
      predictions.add(score(brightness * 20));
    }
    assertThatThrownBy(() -> predictions.get(0).get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    active.replace(network);

    for (int i = 0; i < 12; i++) {
      assertThat(predictions.get(i).get(10, TimeUnit.SECONDS).score())
          .isEqualTo((i + 1) * 20 / 255.);
    }
    assertThat(network.batches).allMatch(size -> size <= 4).hasSizeLessThan(12);
  }

  @Test
  void passesRunSideBySideAndTheClassifierIsReplacedBetweenThem() throws Exception {
    CyclicBarrier bothInside = new CyclicBarrier(2);
    ImageScorer meeting = new MeetingScorer(network, bothInside);
    try (BatchScorer wide = new BatchScorer(active, new Passes(2, 1), size -> {}, health)) {
      active.replace(meeting);
      List<Future<Prediction>> first =
          List.of(score(wide, 100), score(wide, 200), score(wide, 50), score(wide, 150));
      for (Future<Prediction> prediction : first) {
        assertThat(prediction.get(10, TimeUnit.SECONDS).model().experiment()).isEqualTo("base");
      }

      BrightnessScorer better = new BrightnessScorer(Samples.model("better"));
      active.replace(better);

      assertThat(network.closed).isTrue();
      assertThat(score(wide, 100).get(10, TimeUnit.SECONDS).model().experiment())
          .isEqualTo("better");
    }
  }

  /** Scores only while another pass does. */
  private record MeetingScorer(BrightnessScorer network, CyclicBarrier barrier)
      implements ImageScorer {
    @Override
    public ModelRef model() {
      return network.model();
    }

    @Override
    public List<Prediction> score(List<RgbImage> images) {
      try {
        barrier.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the passes do not run side by side", e);
      }
      return network.score(images);
    }

    @Override
    public void close() {
      network.close();
    }
  }

  @Test
  void oneBadImageFailsAloneAndItsNeighboursAreScored() throws Exception {
    Future<Prediction> good = score(100);
    Future<Prediction> bad = score(0);
    Future<Prediction> alsoGood = score(200);

    active.replace(network);

    assertThat(good.get(10, TimeUnit.SECONDS).score()).isEqualTo(100 / 255.);
    assertThat(alsoGood.get(10, TimeUnit.SECONDS).score()).isEqualTo(200 / 255.);
    assertThatThrownBy(() -> bad.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(PermanentFailure.class);
  }

  @Test
  void aNewModelTakesOverAndTheOldOneIsClosed() throws Exception {
    active.replace(network);
    Prediction before = score(100).get(10, TimeUnit.SECONDS);

    active.replace(new BrightnessScorer(Samples.model("better")));
    Prediction after = score(100).get(10, TimeUnit.SECONDS);

    assertThat(before.model().experiment()).isEqualTo("base");
    assertThat(after.model().experiment()).isEqualTo("better");
    assertThat(network.closed).isTrue();
  }

  @Test
  void aLostDeviceIsNotTheImagesFaultAndTheReplicaLeavesAfterFiveFailures() throws Exception {
    active.replace(network);
    score(100).get(10, TimeUnit.SECONDS);
    network.lost = true;

    for (int failure = 0; failure < 100; failure++) {
      assertFails(score(100), TransientFailure.class);
      assertThat(health.isAlive()).isEqualTo(failure < 4);
    }

    assertThat(health.problem().orElseThrow()).contains("CUDA out of memory");
    assertThat(left).hasValue(1);
    assertThat(scorer.isAlive()).isTrue();
  }

  @Test
  void aDeviceThatFailsWithTheFirstImagesIsNotTheirFault() throws Exception {
    network.lost = true;
    List<Future<Prediction>> batch = List.of(score(100), score(200), score(50), score(150));

    active.replace(network);

    for (Future<Prediction> prediction : batch) {
      assertFails(prediction, TransientFailure.class);
    }
    assertThat(health.isAlive()).isTrue();
    network.lost = false;
    score(100).get(10, TimeUnit.SECONDS);
    assertThat(health.problem()).isEmpty();
  }

  @Test
  void anImageForWhichTheDeviceLacksMemoryFailsAlone() throws Exception {
    active.replace(network);
    score(100).get(10, TimeUnit.SECONDS);
    network.tooLarge = 250;

    for (int image = 0; image < 10; image++) {
      assertFails(score(250), PermanentFailure.class);
    }

    assertThat(health.isAlive()).isTrue();
    assertThat(left).hasValue(0);
  }

  private static void assertFails(
      Future<Prediction> prediction, Class<? extends RuntimeException> failure) {
    assertThatThrownBy(() -> prediction.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(failure);
  }

  private Future<Prediction> score(int brightness) {
    return score(scorer, brightness);
  }

  private Future<Prediction> score(BatchScorer by, int brightness) {
    return callers.submit(() -> by.score(Samples.image(4, 4, brightness)));
  }
}

package io.wood.ranker.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.kit.event.PermanentFailure;
import io.wood.ranker.Samples;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ModelPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchScorerTest {
  private final ActiveModel slot = new ActiveModel();
  private final BatchScorer scorer = new BatchScorer(slot, 4, size -> {});
  private final BrightnessScorer network = new BrightnessScorer();
  private final ExecutorService callers = Executors.newFixedThreadPool(12);

  @AfterEach
  void stop() {
    scorer.close();
    callers.shutdownNow();
  }

  @Test
  void imagesWaitForAModelAndAreThenScoredTogetherInBoundedBatches() throws Exception {
    List<Future<ModelPrediction>> verdicts = new ArrayList<>();
    for (int brightness = 1; brightness <= 12; brightness++) {
      verdicts.add(score(brightness * 20));
    }
    assertThatThrownBy(() -> verdicts.get(0).get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    slot.fill(Samples.model("base"), network);

    for (int i = 0; i < 12; i++) {
      assertThat(verdicts.get(i).get(10, TimeUnit.SECONDS).scored().score())
          .isEqualTo((i + 1) * 20 / 255.);
    }
    assertThat(network.batches).allMatch(size -> size <= 4).hasSizeLessThan(12);
  }

  @Test
  void oneBadImageFailsAloneAndItsNeighboursAreScored() throws Exception {
    Future<ModelPrediction> good = score(100);
    Future<ModelPrediction> bad = score(0);
    Future<ModelPrediction> alsoGood = score(200);

    slot.fill(Samples.model("base"), network);

    assertThat(good.get(10, TimeUnit.SECONDS).scored().score()).isEqualTo(100 / 255.);
    assertThat(alsoGood.get(10, TimeUnit.SECONDS).scored().score()).isEqualTo(200 / 255.);
    assertThatThrownBy(() -> bad.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(PermanentFailure.class);
  }

  @Test
  void aNewModelTakesOverAndTheOldOneIsClosed() throws Exception {
    slot.fill(Samples.model("base"), network);
    ModelPrediction before = score(100).get(10, TimeUnit.SECONDS);

    slot.fill(Samples.model("better"), new BrightnessScorer());
    ModelPrediction after = score(100).get(10, TimeUnit.SECONDS);

    assertThat(before.model().experiment()).isEqualTo("base");
    assertThat(after.model().experiment()).isEqualTo("better");
    assertThat(network.closed).isTrue();
  }

  private Future<ModelPrediction> score(int brightness) {
    return callers.submit(() -> scorer.score(Samples.image(4, 4, brightness)));
  }
}

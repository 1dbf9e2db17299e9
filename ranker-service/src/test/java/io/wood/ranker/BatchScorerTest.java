package io.wood.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.kit.PermanentFailure;
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
  private final ModelSlot slot = new ModelSlot();
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
    List<Future<Verdict>> verdicts = new ArrayList<>();
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
    Future<Verdict> good = score(100);
    Future<Verdict> bad = score(0);
    Future<Verdict> alsoGood = score(200);

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
    Verdict before = score(100).get(10, TimeUnit.SECONDS);

    slot.fill(Samples.model("better"), new BrightnessScorer());
    Verdict after = score(100).get(10, TimeUnit.SECONDS);

    assertThat(before.model().experiment()).isEqualTo("base");
    assertThat(after.model().experiment()).isEqualTo("better");
    assertThat(network.closed).isTrue();
  }

  private Future<Verdict> score(int brightness) {
    return callers.submit(() -> scorer.score(Samples.image(4, 4, brightness)));
  }
}

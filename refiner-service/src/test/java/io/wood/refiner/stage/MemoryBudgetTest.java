package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.UnusableImageException;
import io.wood.refiner.DrawnDataset;
import io.wood.store.InMemoryArtifactStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final MemoryBudget BUDGET = new MemoryBudget(3L << 30);

  private final DrawnDataset drawn = new DrawnDataset(new InMemoryArtifactStore());

  @Test
  void leavesOrdinaryPhotographsAsTheyAre() {
    assertThat(BUDGET.scale(500, 375)).isEqualTo(1);
  }

  @Test
  void bringsALargePhotographWithinTheBudget() {
    double scale = BUDGET.scale(4000, 3000);

    assertThat(scale).isLessThan(1);
    assertThat(scale * 4000 * scale * 3000).isLessThanOrEqualTo(BUDGET.pixels() + 1.0);
  }

  @Test
  void refusesABudgetThatHoldsNoPhotograph() {
    assertThatThrownBy(() -> new MemoryBudget(500_000_000))
        .hasMessageContaining("a memory budget of 476 MiB is too small; give at least ");
  }

  @Test
  void letsSmallImagesRunSideBySide() throws Exception {
    assertThat(together(image("a", 48, 40), image("b", 48, 40), Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void letsALargeImageRunAlone() throws Exception {
    assertThat(together(image("large", 3000, 2000), image("small", 48, 40), Duration.ofMillis(300)))
        .isFalse();
  }

  @Test
  void releasesItsPermitsWhenAnImageFails() throws Exception {
    Semaphore permits = MemoryLimitedStage.permits(BUDGET);
    int before = permits.availablePermits();
    MemoryLimitedStage work =
        new MemoryLimitedStage(
            (input, dataset, image) -> {
              throw new UnusableImageException("no");
            },
            BUDGET,
            permits);

    assertThatThrownBy(() -> work.refine(null, null, image("a", 48, 40)))
        .isInstanceOf(UnusableImageException.class);
    assertThat(permits.availablePermits()).isEqualTo(before);
  }

  @Test
  void leavesTheTaskForAnotherReplicaWhenItIsStoppedWhileWaiting() {
    MemoryLimitedStage work =
        new MemoryLimitedStage(
            (j, d, i) -> StageResult.computed(Map.of()), BUDGET, new Semaphore(0));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> work.refine(null, null, image("a", 48, 40)))
        .isInstanceOf(TransientFailure.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Whether the second begins while the first is still at it. */
  private static boolean together(Image first, Image second, Duration timeout) throws Exception {
    Semaphore permits = MemoryLimitedStage.permits(BUDGET);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    MemoryLimitedStage slow =
        new MemoryLimitedStage(
            (input, dataset, image) -> {
              begun.countDown();
              if (!awaited(other, timeout)) {
                throw new UnusableImageException("cannot be decoded");
              }
              return StageResult.computed(Map.of());
            },
            BUDGET,
            permits);
    MemoryLimitedStage quick =
        new MemoryLimitedStage(
            (input, dataset, image) -> {
              other.countDown();
              return StageResult.computed(Map.of());
            },
            BUDGET,
            permits);
    CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> succeeded(slow, first));
    begun.await();
    CompletableFuture<Boolean> neighbour =
        CompletableFuture.supplyAsync(() -> succeeded(quick, second));
    boolean result = answer.get(30, TimeUnit.SECONDS);
    assertThat(neighbour.get(30, TimeUnit.SECONDS)).isTrue();
    return result;
  }

  private static boolean succeeded(StageProcessor work, Image image) {
    try {
      work.refine(null, null, image);
      return true;
    } catch (UnusableImageException e) {
      return false;
    }
  }

  private static boolean awaited(CountDownLatch latch, Duration timeout) {
    try {
      return latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Image image(String name, int width, int height) {
    Image real = drawn.image(name, DrawnDataset.noise(8, 8, 1), List.of("dark"), Split.TRAIN, null);
    return new Image(name, real.artifact(), width, height, real.labels(), Split.TRAIN, null, null);
  }
}

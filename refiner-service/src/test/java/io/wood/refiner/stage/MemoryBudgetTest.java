package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.DatasetManifest.Image;
import io.wood.contracts.artifact.DatasetManifest.Split;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RefinementStage;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.MemoryBudget;
import io.wood.method.image.UnusableImageException;
import io.wood.refiner.DrawnDataset;
import io.wood.refiner.lead.InlineReplica;
import io.wood.store.InMemoryArtifactStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final MemoryBudget BUDGET = new MemoryBudget(3L << 30, 1536L << 20);
  private static final StageInput CAM = new StageInput(null, RefinementStage.CAM, null, null);
  private static final StageInput MASK = new StageInput(null, RefinementStage.MASK, null, null);

  private final DrawnDataset drawn = new DrawnDataset(new InMemoryArtifactStore());

  /** The service's memory is by the classes of an image up to its mask, 500 x 375 pixels. */
  @Test
  void admitsFewerImagesOfManyClasses() throws Exception {
    // 187,500 pixels of 4000 bytes are .33 of 2172 MiB; of 600 + 36 * 81 they are .55 of 1152 MiB
    assertThat(beside(CAM, image("two", 500, 375, classes(2)))).isEqualTo(3);
    assertThat(beside(CAM, image("eighty", 500, 375, classes(80)))).isEqualTo(1);
    assertThat(beside(MASK, image("two", 500, 375, classes(2)))).isEqualTo(3);
    assertThat(beside(MASK, image("eighty", 500, 375, classes(80)))).isEqualTo(1);
  }

  @Test
  void admitsFewerImagesWhereTheNetworkPredictsManyLabelsWhateverAnImageShows() throws Exception {
    // of 600 + 28 * 81 bytes the pixels are .45 of 1152 MiB, of 60 * 201 they are .99 of 2172 MiB
    assertThat(beside(prediction(2), image("two", 500, 375, classes(2)))).isEqualTo(3);
    assertThat(beside(prediction(80), image("two", 500, 375, classes(2)))).isEqualTo(2);
    assertThat(beside(prediction(80), image("none", 500, 375, List.of()))).isEqualTo(2);
    assertThat(beside(prediction(200), image("two", 500, 375, classes(2)))).isEqualTo(1);
  }

  /** How many images of this kind a replica processes at the same time. */
  private static int beside(StageInput input, Image image) throws Exception {
    Semaphore shares = MemoryLimitedStage.shares();
    AtomicInteger taken = new AtomicInteger();
    new MemoryLimitedStage(
            (i, d, one) -> {
              taken.set(MemoryBudget.SHARES - shares.availablePermits());
              return StageResult.computed(Map.of());
            },
            BUDGET,
            shares)
        .refine(input, null, image);
    return MemoryBudget.SHARES / taken.get();
  }

  private StageInput prediction(int classes) {
    ArtifactRef weights = drawn.model().weights();
    ModelRef model = new ModelRef("x", new NetworkSpec("small", 8), classes(classes), weights);
    RefinementRequested request =
        InlineReplica.request(
            "run", model, drawn.manifest(drawn.good()), RefinementParameters.PAPER);
    return new StageInput(request, RefinementStage.PREDICTION, null, null);
  }

  private static List<String> classes(int count) {
    return IntStream.range(0, count).mapToObj(each -> "class" + each).toList();
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
  void releasesItsSharesWhenAnImageFails() throws Exception {
    Semaphore shares = MemoryLimitedStage.shares();
    int before = shares.availablePermits();
    MemoryLimitedStage work =
        new MemoryLimitedStage(
            (input, dataset, image) -> {
              throw new UnusableImageException("no");
            },
            BUDGET,
            shares);

    assertThatThrownBy(() -> work.refine(CAM, null, image("a", 48, 40)))
        .isInstanceOf(UnusableImageException.class);
    assertThat(shares.availablePermits()).isEqualTo(before);
  }

  @Test
  void leavesTheTaskForAnotherReplicaWhenItIsStoppedWhileWaiting() {
    MemoryLimitedStage work =
        new MemoryLimitedStage(
            (j, d, i) -> StageResult.computed(Map.of()), BUDGET, new Semaphore(0));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> work.refine(CAM, null, image("a", 48, 40)))
        .isInstanceOf(TransientFailure.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Whether the second begins while the first is still at it. */
  private static boolean together(Image first, Image second, Duration timeout) throws Exception {
    Semaphore shares = MemoryLimitedStage.shares();
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
            shares);
    MemoryLimitedStage quick =
        new MemoryLimitedStage(
            (input, dataset, image) -> {
              other.countDown();
              return StageResult.computed(Map.of());
            },
            BUDGET,
            shares);
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
      work.refine(CAM, null, image);
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
    return image(name, width, height, List.of("dark"));
  }

  private Image image(String name, int width, int height, List<String> labels) {
    Image real = drawn.image(name, DrawnDataset.noise(8, 8, 1), labels, Split.TRAIN, null);
    return new Image(name, real.artifact(), width, height, labels, Split.TRAIN, null, null);
  }
}

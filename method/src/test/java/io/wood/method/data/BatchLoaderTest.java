package io.wood.method.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
  private static final Augmentation AUGMENTATION = new Augmentation(32, 20, 40, true);

  @Test
  void everyEpochVisitsEveryImageOnceInAnotherOrder() {
    EpochOrder order = new EpochOrder(10, 3);
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      first.add(order.at(i));
      second.add(order.at(10 + i));
    }
    assertThat(new HashSet<>(first)).hasSize(10);
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
  }

  @Test
  void theTimingOfTheThreadsPlaysNoPart() {
    DrawnImages scenes = DrawnImages.scenes(9).broken(2);
    DrawnImages oods = DrawnImages.grounds(5);
    List<float[]> punctual = load(new TrainingPlan(scenes, oods, 4, 6, 1), 0);
    List<float[]> late = load(new TrainingPlan(scenes.unpunctual(), oods.unpunctual(), 4, 6, 1), 0);
    for (int i = 0; i < punctual.size(); i++) {
      assertThat(late.get(i)).containsExactly(punctual.get(i));
    }
  }

  @Test
  void aLoaderThatStartsLaterBringsTheSameBatches() {
    TrainingPlan plan = new TrainingPlan(DrawnImages.scenes(9), ImageSource.EMPTY, 4, 6, 1);
    assertThat(load(plan, 4).get(1)).containsExactly(load(plan, 0).get(5));
  }

  @Test
  void aSweepLeavesThePlaceOfAnUnreadableImageEmptyAndSaysWhy() {
    SweepPlan plan = new SweepPlan(DrawnImages.scenes(5).broken(1), 3);
    Set<Integer> seen = new HashSet<>();
    List<String> reasons = new ArrayList<>();
    try (BatchLoader loader = new BatchLoader(plan, ImageTransform.centred(AUGMENTATION), 32, 0)) {
      for (int i = 0; i < plan.batches(); i++) {
        try (ImageBatch batch = loader.next()) {
          batch.rows().forEach(row -> row.ifPresent(it -> seen.add(it.index())));
          batch.skipped().forEach(skipped -> reasons.add(skipped.reason()));
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 2, 3, 4);
    assertThat(reasons).containsExactly("image 1 is cut short");
  }

  private static List<float[]> load(TrainingPlan plan, long first) {
    List<float[]> batches = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager();
        BatchLoader loader =
            new BatchLoader(plan, ImageTransform.augmented(AUGMENTATION), 32, first)) {
      for (long i = first; i < plan.batches(); i++) {
        try (ImageBatch batch = loader.next()) {
          batches.add(batch.images(manager).toFloatArray());
        }
      }
    }
    return batches;
  }
}

package io.wood.method.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.augment.ImageTransforms;
import io.wood.method.image.RgbImage;
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
    List<float[]> punctual = load(plan(scenes, oods), 0);
    List<float[]> late = load(plan(scenes.unpunctual(), oods.unpunctual()), 0);
    for (int i = 0; i < punctual.size(); i++) {
      assertThat(late.get(i)).containsExactly(punctual.get(i));
    }
  }

  @Test
  void aLoaderThatStartsLaterBringsTheSameBatches() {
    TrainingPlan<RgbImage> plan = plan(DrawnImages.scenes(9), ImageSource.EMPTY);
    assertThat(load(plan, 4).get(1)).containsExactly(load(plan, 0).get(5));
  }

  @Test
  void aSweepLeavesThePlaceOfAnUnreadableImageEmptyAndSaysWhy() {
    SinglePassPlan<RgbImage> plan = new SinglePassPlan<>(DrawnImages.scenes(5).broken(1), 3);
    Set<Integer> seen = new HashSet<>();
    List<String> reasons = new ArrayList<>();
    try (BatchLoader<RgbImage> loader =
        new BatchLoader<>(plan, ImageTransforms.centred(AUGMENTATION), 32, 0)) {
      for (int i = 0; i < plan.batches(); i++) {
        try (ImageBatch batch = loader.next()) {
          batch.indices().forEach(index -> index.ifPresent(seen::add));
          batch.skipped().forEach(skipped -> reasons.add(skipped.reason()));
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 2, 3, 4);
    assertThat(reasons).containsExactly("image 1 is cut short");
  }

  private static TrainingPlan<RgbImage> plan(ImageSource labelled, ImageSource oods) {
    return new TrainingPlan<>(List.of(labelled, oods), 4, 6, 1);
  }

  private static List<float[]> load(TrainingPlan<RgbImage> plan, long first) {
    List<float[]> batches = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager();
        BatchLoader<RgbImage> loader =
            new BatchLoader<>(plan, ImageTransforms.augmented(AUGMENTATION), 32, first)) {
      for (long i = first; i < plan.batches(); i++) {
        try (ImageBatch batch = loader.next()) {
          batches.add(batch.images(manager).toFloatArray());
        }
      }
    }
    return batches;
  }
}

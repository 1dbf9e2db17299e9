package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import io.wood.method.tensor.EngineThreads;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoreLimitedStageTest {
  @Test
  void usesItsShareOfTheCores() throws Exception {
    AtomicInteger threads = new AtomicInteger();
    StageProcessor work =
        (input, dataset, image) -> {
          threads.set(JniUtils.getNumThreads());
          return StageResult.computed(Map.of());
        };
    try (EngineThreads all = EngineThreads.all()) {
      int before = JniUtils.getNumThreads();

      new CoreLimitedStage(work, 1000).refine(null, null, null);
      assertThat(threads).hasValue(1);
      new CoreLimitedStage(work, 1).refine(null, null, null);
      assertThat(threads).hasValue(before);
      assertThat(JniUtils.getNumThreads()).isEqualTo(before);
    }
  }

  @Test
  void refusesNoWorkers() {
    assertThatThrownBy(
            () ->
                new CoreLimitedStage((input, dataset, image) -> StageResult.computed(Map.of()), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wood.refiner.workers must be at least 1, not 0");
  }
}

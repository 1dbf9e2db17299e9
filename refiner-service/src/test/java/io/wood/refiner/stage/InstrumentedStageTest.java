package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.event.RefinementStage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstrumentedStageTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RuntimeException problem;
  private final StageProcessor stage =
      new InstrumentedStage(
          (input, dataset, image) -> {
            if (problem != null) {
              throw problem;
            }
            return StageResult.computed(Map.of());
          },
          meters,
          RefinementStage.MASK);

  /** Prometheus computes a rate between two samples: the first failure needs a 0 before it. */
  @Test
  void bothOutcomesAreThereBeforeTheFirstImage() {
    assertThat(images("done").count()).isZero();
    assertThat(images("failed").count()).isZero();
  }

  @Test
  void countsImagesByOutcome() throws Exception {
    stage.refine(null, null, null);
    problem = new IllegalStateException("no mask");
    assertThatThrownBy(() -> stage.refine(null, null, null)).hasMessage("no mask");

    assertThat(images("done").count()).isOne();
    assertThat(images("failed").count()).isOne();
  }

  private Timer images(String outcome) {
    return meters.get("wood.refiner.images").tags("stage", "mask", "outcome", outcome).timer();
  }
}

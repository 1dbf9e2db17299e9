package io.wood.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.parameter.Arm;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import io.wood.trainer.engine.FetchImages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RunMetrics metrics = new RunMetrics(meters);

  @Test
  void measuresTheTimeFromTheClaimToTheFirstStep() {
    TrainingListener run = metrics.started(new World().request("run", Arm.BASE));
    run.phase(FetchImages.PHASE, 3, "images");
    assertThat(meters.timer("wood.trainer.start").count()).isZero();

    run.phase("train", 10, "steps");
    run.step(new StepReport("train", 1, 10, Map.of()));
    run.phase("validate", 3, "images");

    assertThat(meters.timer("wood.trainer.start").count()).isEqualTo(1);
    assertThat(meters.counter("wood.trainer.steps").count()).isEqualTo(1);
  }

  /** Prometheus sees an increase between two samples: the first failure needs a 0 before it. */
  @Test
  void theCountersAreThereBeforeTheFirstRun() {
    assertThat(meters.get("wood.trainer.start").timer().count()).isZero();
    assertThat(meters.get("wood.trainer.steps").counter().count()).isZero();
    assertThat(meters.get("wood.trainer.images").counter().count()).isZero();
    assertThat(meters.get("wood.trainer.skipped").counter().count()).isZero();
    assertThat(meters.get("wood.trainer.runs").counters())
        .extracting(counter -> counter.getId().getTag("state"))
        .containsExactlyInAnyOrder("succeeded", "failed", "cancelled");
  }

  @ParameterizedTest
  @CsvSource({"CONTROL, 1", "WOOD, 2", "CANVAS, 1"})
  void countsTheOodsOfABatchWhereTheyAreImagesOfTheirOwn(Arm arm, int kinds) {
    ExperimentRequested request = new World().request("run", arm);
    TrainingListener run = metrics.started(request);
    run.phase("train", 10, "steps");
    run.step(new StepReport("train", 1, 10, Map.of()));

    assertThat(meters.counter("wood.trainer.images").count())
        .isEqualTo(kinds * request.parameters().schedule().batchSize());
  }

  @Test
  void countsARunByItsEnd() {
    metrics.started(new World().request("run", Arm.BASE));
    assertThat(meters.get("wood.trainer.running").gauge().value()).isOne();

    metrics.stopped(RunState.FAILED);

    assertThat(meters.get("wood.trainer.running").gauge().value()).isZero();
    assertThat(meters.get("wood.trainer.runs").tag("state", "failed").counter().count()).isOne();
    assertThat(meters.get("wood.trainer.runs").tag("state", "succeeded").counter().count())
        .isZero();
  }
}

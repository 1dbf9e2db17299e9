package io.wood.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wood.contracts.event.RunState;
import io.wood.contracts.parameter.Arm;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RunMetrics metrics = new RunMetrics(meters);

  /** Prometheus sees an increase between two samples: the first failure needs a 0 before it. */
  @Test
  void theCountersAreThereBeforeTheFirstRun() {
    assertThat(meters.get("wood.trainer.steps").counter().count()).isZero();
    assertThat(meters.get("wood.trainer.images").counter().count()).isZero();
    assertThat(meters.get("wood.trainer.skipped").counter().count()).isZero();
    assertThat(meters.get("wood.trainer.runs").counters())
        .extracting(counter -> counter.getId().getTag("state"))
        .containsExactlyInAnyOrder("succeeded", "failed", "cancelled");
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

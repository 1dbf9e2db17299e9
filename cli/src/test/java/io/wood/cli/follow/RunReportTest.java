package io.wood.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private static final Instant FIRST_ORDER = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant TRAINED = FIRST_ORDER.plusSeconds(600);
  private static final NetworkSpec NETWORK = new NetworkSpec("small", 8);

  @Test
  void anOrderThatComesAfterTheResultRepeatsAnEarlierOne() {
    assertThat(RunReport.isRepeated(request(TRAINED.plusSeconds(60)), summary("SUCCEEDED")))
        .isTrue();
  }

  @Test
  void aResultOfTheOrderItselfIsNew() {
    assertThat(RunReport.isRepeated(request(FIRST_ORDER), summary("SUCCEEDED"))).isFalse();
  }

  @Test
  void aRunThatHasNotSucceededIsNotDone() {
    assertThat(RunReport.isRepeated(request(TRAINED.plusSeconds(60)), summary("RUNNING")))
        .isFalse();
  }

  private static ExperimentRequested request(Instant requestedAt) {
    return new ExperimentRequested(
        "base",
        new ArtifactRef(Buckets.DATASETS, "manifests/x", "a".repeat(64), 1, "application/json"),
        null,
        new TrainingParameters(Arm.BASE, NETWORK, null, null, null, null, 0),
        Map.of(),
        null,
        null,
        null,
        null,
        "tester",
        requestedAt);
  }

  private static ExperimentSummary summary(String state) {
    return new ExperimentSummary(
        "base",
        state,
        Arm.BASE,
        NETWORK,
        0,
        "a",
        null,
        null,
        null,
        0,
        null,
        "",
        "tester",
        FIRST_ORDER,
        TRAINED);
  }
}

package io.wood.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
  private static final ArtifactRef FILE =
      new ArtifactRef("outputs", "file", "0".repeat(64), 1, "application/json");

  private static final ArtifactRef DATASET =
      new ArtifactRef("datasets", "manifests/file", "0".repeat(64), 1, "application/json");
  private static final ArtifactRef WEIGHTS =
      new ArtifactRef("models", "weights/file", "0".repeat(64), 1, "application/x");

  @Test
  void takesSeedsOfAnArmTogether() {
    Map<String, List<RefinedRun>> byName =
        RunComparison.byName(
            List.of(
                run(Arm.WOOD, 1, "wood-1", "wood-1"),
                run(Arm.CONTROL, 1, "control-1", "control-1"),
                run(Arm.WOOD, 2, "wood-2", "wood-2")));

    assertThat(byName.keySet()).containsExactly("control", "W-OoD");
    assertThat(byName.get("W-OoD")).hasSize(2);
  }

  @Test
  void tellsRefinementsOfOneExperimentApart() {
    Map<String, List<RefinedRun>> byName =
        RunComparison.byName(
            List.of(
                run(Arm.BASE, 0, "base", "base"),
                run(Arm.BASE, 0, "base", "base-with-another-walk")));

    assertThat(byName.keySet()).containsExactly("base", "base-with-another-walk");
  }

  private static RefinedRun run(Arm arm, long seed, String experiment, String refinement) {
    ModelRef model = new ModelRef(experiment, new NetworkSpec("small", 8), List.of("cat"), WEIGHTS);
    return new RefinedRun(
        arm,
        seed,
        0,
        new RefinementCompleted(
            refinement, model, DATASET, FILE, FILE, Map.of(), 0, Instant.EPOCH));
  }
}

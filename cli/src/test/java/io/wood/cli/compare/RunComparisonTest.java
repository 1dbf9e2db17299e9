package io.wood.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
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

  private static final ModelRef MODEL =
      new ModelRef("wood", new NetworkSpec("small", 8), List.of("cat"), WEIGHTS);

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

  @Test
  void readsWhatARefinementStoredOfItsImages() {
    InMemoryArtifactStore store = new InMemoryArtifactStore();
    ArtifactRef mask = store.put(Buckets.OUTPUTS, "runs/wood/mask", new byte[] {1}, "image/png");
    ArtifactRef report =
        Manifests.store(
            store,
            Buckets.OUTPUTS,
            Map.of(
                "classes",
                List.of("cat"),
                "images",
                List.of(
                    Map.of("image", "a", "meanIou", Map.of("seed", .25)),
                    Map.of("image", "b", "meanIou", Map.of("mask", .5)))));
    ArtifactRef results =
        Manifests.store(
            store,
            Buckets.OUTPUTS,
            Map.of(
                "images",
                List.of(
                    Map.of("image", "a", "outputs", Map.of("mask.png", mask)),
                    Map.of("image", "b", "outputs", Map.of("mask.png", mask)))));
    RefinementCompleted completed =
        new RefinementCompleted(
            "wood", MODEL, DATASET, results, report, Map.of(), 0, Instant.EPOCH);

    RefinementOutputs outputs = new RefinementOutputs(store, completed, "a"::equals);

    assertThat(StoredEvaluation.seedByImage(store, completed))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", .25, "b", Double.NaN));
    assertThat(outputs.find("a", "mask.png")).contains(new byte[] {1});
    assertThat(outputs.find("b", "mask.png")).isEmpty();
    assertThat(outputs.hashes("mask.png")).isEqualTo(Map.of("a", mask.sha256()));
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

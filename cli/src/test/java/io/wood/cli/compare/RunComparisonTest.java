package io.wood.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.cli.report.EvaluatedStage;
import io.wood.cli.report.SeedRun;
import io.wood.cli.report.StageDifference;
import io.wood.cli.report.StageReplicates;
import io.wood.cli.report.StageScores;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.evaluation.PairedDifference;
import io.wood.method.evaluation.Resampled;
import io.wood.store.InMemoryArtifactStore;
import io.wood.store.Manifests;
import java.nio.charset.StandardCharsets;
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

  @Test
  void readsTheFiguresOfEachStageOfTheValidationImages() {
    SeedRun run =
        evaluation(
            """
            {"refinement": "run", "classes": ["background", "cat"], "images": [],
             "figures": {"validation.seed": SCORES, "validation.seed-crf": SCORES,
               "validation.seed-par": SCORES, "validation.mask": SCORES, "train.mask": SCORES},
             "pixelPrecision": {"validation.mask": {"pooled": 0.7, "classes": [0.7]}},
             "boundaries": {"validation.mask": {"mean": 0.3, "classes": [0.3, "NaN"]}},
             "falsePositives": {
               "validation.mask": {"right": 0.6, "otherClass": 0.1, "near": 0.1, "far": 0.2}},
             "differences": [
               {"figure": "mIoU", "set": "train.mask", "reference": "train.seed",
                "value": {"difference": 0.1, "low": 0, "high": 0.2, "seeds": 1}},
               {"figure": "mIoU", "set": "validation.mask", "reference": "validation.seed",
                "value": {"difference": 0.2, "low": 0.1, "high": 0.3, "seeds": 1}}],
             "replicates": [
               {"figure": "mIoU", "set": "train.mask",
                "value": {"figure": 0.6, "replicates": [0.6], "images": "other"}},
               {"figure": "mIoU", "set": "validation.mask",
                "value": {"figure": 0.5, "replicates": [0.4, "NaN"], "images": "hash"}}]}
            """);

    assertThat(run.scores())
        .containsOnlyKeys(
            EvaluatedStage.SEED,
            EvaluatedStage.CLEANED_SEED,
            EvaluatedStage.ADAPTED_SEED,
            EvaluatedStage.PSEUDO_MASK);
    StageScores mask = run.scores().get(EvaluatedStage.PSEUDO_MASK);
    assertThat(mask.pixelPrecision()).isEqualTo(.7);
    assertThat(mask.boundaryIou()).isEqualTo(.3);
    assertThat(mask.falsePositives().far()).isEqualTo(.2);
    assertThat(run.scores().get(EvaluatedStage.CLEANED_SEED).pixelPrecision()).isNaN();
    assertThat(run.differences())
        .containsExactly(
            new StageDifference(
                "mIoU",
                EvaluatedStage.PSEUDO_MASK,
                EvaluatedStage.SEED,
                new PairedDifference(.2, .1, .3, 1)));
    assertThat(run.replicates())
        .containsExactly(
            new StageReplicates(
                "mIoU",
                EvaluatedStage.PSEUDO_MASK,
                new Resampled(.5, List.of(.4, Double.NaN), "hash")));
  }

  @Test
  void readsAnEvaluationOfAnEarlierVersionWithoutTheNewFigures() {
    SeedRun run =
        evaluation(
            """
            {"refinement": "run", "classes": ["background", "cat"], "images": [],
             "figures": {"validation.seed": SCORES}}
            """);

    StageScores seed = run.scores().get(EvaluatedStage.SEED);
    assertThat(seed.labels().published().recall()).isEqualTo(.75);
    assertThat(seed.pixelPrecision()).isNaN();
    assertThat(seed.boundaryIou()).isNaN();
    assertThat(seed.falsePositives().far()).isNaN();
    assertThat(run.differences()).isEmpty();
    assertThat(run.replicates()).isEmpty();
  }

  /** The run of a stored evaluation; SCORES stands for those of two classes. */
  private static SeedRun evaluation(String json) {
    String scores =
        """
        {"meanIou": 0.5, "precision": 0.5, "recall": 1, "classes": [
          {"iou": 0.5, "precision": 1, "recall": 0.5, "truePixels": 4, "predictedPixels": 2},
          {"iou": 0.5, "precision": 0.5, "recall": 1, "truePixels": 2, "predictedPixels": 4}]}
        """;
    InMemoryArtifactStore store = new InMemoryArtifactStore();
    byte[] bytes = json.replace("SCORES", scores).getBytes(StandardCharsets.UTF_8);
    ArtifactRef report = store.put(Buckets.OUTPUTS, "report", bytes, "application/json");
    RefinementCompleted completed =
        new RefinementCompleted("wood", MODEL, DATASET, FILE, report, Map.of(), 0, Instant.EPOCH);
    return StoredEvaluation.load(store, completed).run(1);
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

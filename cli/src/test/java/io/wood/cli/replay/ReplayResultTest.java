package io.wood.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.api.trainer.ExperimentDetail;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayResultTest {
  private static final NetworkSpec NETWORK = new NetworkSpec("small", 8);

  @Test
  void namesTheCodeAndTheExperimentThatHasTrainedTheSame() {
    ExperimentPreview preview = new ExperimentPreview(null, "f", manifest("2.0", 1), "wood-s1");

    assertThat(ReplayResult.lines(manifest("1.0", 1), preview))
        .extracting(line -> line.replaceAll(" +", " "))
        .containsExactly("OoDs same (1)", "code 1.0 → 2.0", "trained already as wood-s1");
    assertThat(
            ReplayResult.lines(
                manifest("2.0", 1), new ExperimentPreview(null, "f", manifest("2.0", 1), null)))
        .hasSize(1);
  }

  @Test
  void saysWhetherTheSameTrainingGaveTheSameWeights() {
    ExperimentDetail original = trained("first", manifest("1.0", 1), "b");

    assertThat(ReplayResult.weights(original, trained("second", manifest("2.0", 1), "b")))
        .contains("the weights are the same as those of first: " + "b".repeat(64));
    assertThat(ReplayResult.weights(original, trained("second", manifest("2.0", 1), "c")))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("the weights " + "c".repeat(64) + " differ from those of first")
                    .contains("code 1.0; this replay: code 2.0"));
  }

  @Test
  void comparesNoWeightsOfTrainingsThatDiffer() {
    ExperimentDetail original = trained("first", manifest("1.0", 1), "b");

    assertThat(ReplayResult.weights(original, trained("second", manifest("1.0", 2), "b")))
        .isEmpty();
    assertThat(ReplayResult.weights(original, original)).isEmpty();
    assertThat(ReplayResult.weights(original, trained("second", manifest("1.0", 1), null)))
        .isEmpty();
  }

  private static ExperimentDetail trained(
      String experiment, ExperimentManifest manifest, String weights) {
    ExperimentRequested request =
        new ExperimentRequested(
            experiment,
            ref(Buckets.DATASETS, "manifests/", "a"),
            null,
            manifest.parameters(),
            Map.of(),
            null,
            null,
            null,
            null,
            "tester",
            Instant.parse("2026-03-01T12:00:00Z"));
    ModelRef model =
        weights == null
            ? null
            : new ModelRef(
                experiment, NETWORK, List.of("boat"), ref(Buckets.MODELS, "weights/", weights));
    return new ExperimentDetail(
        null, request, model, null, manifest, null, List.of(), List.of(), null);
  }

  private static ExperimentManifest manifest(String code, long seed) {
    return new ExperimentManifest(
        null,
        "a".repeat(64),
        null,
        new TrainingParameters(Arm.WOOD, NETWORK, null, null, null, null, seed),
        Map.of(0, 10L),
        "e".repeat(64),
        null,
        List.of(ref(Buckets.CANDIDATES, "images/", "d")),
        code);
  }

  private static ArtifactRef ref(String bucket, String folder, String digit) {
    return new ArtifactRef(bucket, folder + digit, digit.repeat(64), 1, "application/json");
  }
}

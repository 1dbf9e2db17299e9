package io.wood.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.BackgroundMining;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.OodSelection;
import io.wood.contracts.parameter.RegionContrast;
import io.wood.contracts.parameter.TrainingParameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every version of an experiment's manifest that was ever stored is a file, and is understood. */
class GoldenManifestsTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  @ParameterizedTest
  @ValueSource(strings = {"experiment-before-degradation", "experiment-with-name", "experiment"})
  void understandsWhatDeterminesTheWeights(String file) throws IOException {
    ExperimentManifest manifest = read(file);

    assertThat(manifest.dataset()).isEqualTo("c".repeat(64));
    assertThat(manifest.initial()).isEqualTo("b".repeat(64));
    assertThat(manifest.parameters().arm()).isEqualTo(Arm.WOOD);
    assertThat(manifest.parameters().seed()).isEqualTo(1);
    assertThat(manifest.parameters().schedule().steps()).isEqualTo(300);
    assertThat(manifest.parameters().metricLoss().clusters()).isEqualTo(20);
    assertThat(manifest.parameters().metricLoss().tau()).isEqualTo(.3);
    assertThat(manifest.parameters().augmentation().degrade()).isZero();
    assertThat(manifest.parameters().optimiser().trunkRate()).isEqualTo(.05);
    assertThat(manifest.decisionOffsets()).isEqualTo(Map.of(0, 5L, 1, 0L));
    assertThat(manifest.oods())
        .singleElement()
        .satisfies(ood -> assertThat(ood.sha256()).isEqualTo("a".repeat(64)));
    assertThat(manifest.codeVersion()).isEqualTo("1.0.0-SNAPSHOT");
  }

  @Test
  void takesAllApprovedOodsForAManifestFromBeforeThereWereSelections() throws IOException {
    ExperimentManifest manifest = read("experiment-with-name");

    assertThat(manifest.experiment()).isEqualTo("wood-7");
    assertThat(manifest.selection()).isNull();
    assertThat(manifest.decisionLog()).isNull();
  }

  @Test
  void readsTheSelectionAndTheLogOfToday() throws IOException {
    ExperimentManifest manifest = read("experiment");

    assertThat(manifest.experiment()).isNull();
    assertThat(manifest.decisionLog()).isEqualTo("d".repeat(64));
    assertThat(manifest.selection())
        .isEqualTo(
            new OodSelection(
                100,
                20,
                7L,
                List.of("train"),
                List.of("ada"),
                2,
                List.of("archive"),
                List.of("drawn"),
                List.of("bbbbbbbb"),
                List.of("a".repeat(64))));
  }

  @Test
  void readsThePositionsOfTheirArm() throws IOException {
    ExperimentManifest manifest = read("experiment-with-positions");

    assertThat(manifest.parameters().arm()).isEqualTo(Arm.POSITION);
    assertThat(manifest.parameters().metricLoss().oodPositions()).isEqualTo(.2);
    assertThat(manifest.parameters().metricLoss().oodMargin()).isEqualTo(.5);
  }

  @Test
  void featuresThatAreNotCentredAreTheSettingOfAManifestFromBeforeTheyCouldBe() throws IOException {
    MetricLoss before = read("experiment-with-positions").parameters().metricLoss();

    assertThat(before.comparesDirections()).isFalse();
    assertThat(JSON.readTree(JSON.writeValueAsString(before)).has("centred")).isFalse();
    ObjectNode off = JSON.valueToTree(before);
    assertThat(JSON.treeToValue(off.put("centred", false), MetricLoss.class)).isEqualTo(before);
    assertThat(JSON.treeToValue(off.put("centred", true), MetricLoss.class).comparesDirections())
        .isTrue();
  }

  @Test
  void readsTheGammaOfItsArm() throws IOException {
    ExperimentManifest manifest = read("experiment-with-gamma");

    assertThat(manifest.parameters().arm()).isEqualTo(Arm.FOCAL);
    assertThat(manifest.parameters().metricLoss().gamma()).isEqualTo(2);
  }

  @Test
  void aGammaOfOneIsTheSettingOfAManifestFromBeforeThereWasOne() throws IOException {
    MetricLoss before = read("experiment-with-positions").parameters().metricLoss();

    assertThat(before.gamma()).isEqualTo(1);
    assertThat(withGamma(1.0)).isEqualTo(before);
    assertThat(withGamma(1.5)).isNotEqualTo(before);
    assertThatThrownBy(() -> withGamma(-1.0))
        .rootCause()
        .hasMessage("metricLoss.oodGamma must be a number of at least 0, not -1.0");
  }

  private static MetricLoss withGamma(double gamma) throws IOException {
    ObjectNode loss = JSON.valueToTree(read("experiment-with-positions").parameters().metricLoss());
    return JSON.treeToValue(loss.put("oodGamma", gamma), MetricLoss.class);
  }

  @Test
  void readsTheMiningOfItsArm() throws IOException {
    ExperimentManifest manifest = read("experiment-with-mining");

    assertThat(manifest.parameters().arm()).isEqualTo(Arm.MINED);
    assertThat(manifest.parameters().metricLoss().background())
        .isEqualTo(new BackgroundMining(BackgroundMining.Negatives.ABSENT, .2, .1, .5));
    assertThat(read("experiment-with-positions").parameters().metricLoss().mining()).isNull();
  }

  @Test
  void refusesMiningWithANegativeWeight() {
    assertThatThrownBy(() -> new BackgroundMining(null, -1.0, null, null))
        .hasMessageContaining("metricLoss.mining.weight");
    assertThat(new BackgroundMining(BackgroundMining.Negatives.OODS, .1, .05, 0.0))
        .isEqualTo(BackgroundMining.DEFAULT);
  }

  @Test
  void readsTheContrastOfItsArm() throws IOException {
    ExperimentManifest manifest = read("experiment-with-regions");

    assertThat(manifest.parameters().arm()).isEqualTo(Arm.REGION);
    assertThat(manifest.parameters().metricLoss().regions())
        .isEqualTo(new RegionContrast(.2, .5, 64));
    assertThat(read("experiment-with-mining").parameters().metricLoss().contrast()).isNull();
  }

  @Test
  void refusesContrastThatCannotBeComputed() {
    assertThatThrownBy(() -> new RegionContrast(-1.0, null, null))
        .hasMessageContaining("metricLoss.contrast.weight");
    assertThatThrownBy(() -> new RegionContrast(null, 0.0, null))
        .hasMessageContaining("metricLoss.contrast.temperature");
    assertThatThrownBy(() -> new RegionContrast(null, null, 0))
        .hasMessageContaining("metricLoss.contrast.negatives");
    assertThat(new RegionContrast(.1, .1, 256)).isEqualTo(RegionContrast.DEFAULT);
  }

  @Test
  void readsTheGuardsAgainstDifferencesInQuality() throws IOException {
    TrainingParameters.Augmentation guarded =
        read("experiment-with-guards").parameters().augmentation();

    assertThat(guarded.nativeShare()).isEqualTo(.5);
    assertThat(guarded.codecShare()).isEqualTo(.25);
    assertThat(guarded.sharpShare()).isZero();
    assertThat(read("experiment-with-sharp-negatives").parameters().augmentation().sharpShare())
        .isEqualTo(.5);
  }

  @Test
  void aGuardOfZeroIsTheSettingOfAManifestFromBeforeThereWereGuards() throws IOException {
    TrainingParameters.Augmentation before = read("experiment").parameters().augmentation();

    assertThat(before.nativeShare()).isZero();
    assertThat(before.codecShare()).isZero();
    assertThat(before.sharpShare()).isZero();
    assertThat(new TrainingParameters.Augmentation(112, 96, 160, true, 0, 0.0, 0.0, 0.0))
        .isEqualTo(before);
  }

  @Test
  void refusesAGuardThatIsNoShare() {
    assertThatThrownBy(() -> guards(1.5, null, null))
        .hasMessageContaining("augmentation.nativeSize must lie in 0..1");
    assertThatThrownBy(() -> guards(null, -.1, null))
        .hasMessageContaining("augmentation.codec must lie in 0..1");
    assertThatThrownBy(() -> guards(null, null, 1.1))
        .hasMessageContaining("augmentation.sharpNegatives must lie in 0..1");
  }

  private static TrainingParameters.Augmentation guards(Double size, Double codec, Double sharp) {
    return new TrainingParameters.Augmentation(64, 32, 64, true, 0, size, codec, sharp);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "experiment-with-name",
        "experiment",
        "experiment-with-positions",
        "experiment-with-guards",
        "experiment-with-sharp-negatives",
        "experiment-with-mining",
        "experiment-with-regions"
      })
  void printsWhatItHasRead(String file) throws IOException {
    assertThat(JSON.readTree(JSON.writeValueAsString(read(file))))
        .isEqualTo(JSON.readTree(bytes(file)));
  }

  private static ExperimentManifest read(String file) throws IOException {
    return JSON.readValue(bytes(file), ExperimentManifest.class);
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream json =
        GoldenManifestsTest.class.getResourceAsStream("/manifests/" + file + ".json")) {
      assertThat(json).as("golden file " + file).isNotNull();
      return json.readAllBytes();
    }
  }
}

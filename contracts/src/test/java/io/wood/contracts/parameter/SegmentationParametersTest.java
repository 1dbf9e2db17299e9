package io.wood.contracts.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationParametersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void takesTheStepsOfItsEpochsButALeastNumber() {
    SegmentationParameters epochs = new SegmentationParameters(8, 64, 3, 4, .01, false);

    assertThat(epochs.steps(10)).as("the last batch is full").isEqualTo(14);
    assertThat(epochs.withLeastSteps(20).steps(10)).isEqualTo(20);
    assertThat(epochs.withLeastSteps(20).epochSteps(10)).isEqualTo(14);
    assertThat(SegmentationParameters.USUAL.steps(467)).isEqualTo(1000);
    assertThat(SegmentationParameters.USUAL.steps(10582)).isEqualTo(10582);
  }

  @Test
  void readsWhatItWrites() throws Exception {
    SegmentationParameters all =
        new SegmentationParameters(
            16, 64, 3, 4, .01, true, 20, 5., TrunkOrigin.START, .2, .5, .25, 3.);

    ObjectNode json = JSON.valueToTree(all);

    assertThat(json).hasSize(13);
    assertThat(JSON.treeToValue(json, SegmentationParameters.class)).isEqualTo(all);
    assertThat(all.withLeastSteps(9).withLeastSteps(20)).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "leastSteps, -1",
    "minutes, -1",
    "background, 1.5",
    "balance, 2",
    "balance, -0.1",
    "hardest, 0",
    "hardest, 1.1",
    "foregroundOdds, 0",
    "learningRate, 0"
  })
  void namesTheSettingThatItRefuses(String name, double value) {
    ObjectNode json = JSON.valueToTree(SegmentationParameters.USUAL);
    if (name.equals("leastSteps")) {
      json.put(name, (int) value);
    } else {
      json.put(name, value);
    }

    assertThatThrownBy(() -> JSON.treeToValue(json, SegmentationParameters.class))
        .hasMessageContaining("segmentation." + name + " must");
  }
}

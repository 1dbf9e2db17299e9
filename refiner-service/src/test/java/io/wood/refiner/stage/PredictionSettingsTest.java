package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.RefinementParameters;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.method.segmentation.SegmentationInference;
import io.wood.method.segmentation.SegmentationInference.Settings;
import org.junit.jupiter.api.Test;

class PredictionSettingsTest {
  @Test
  void sharpenAndGiveObjectsHigherOddsByDefault() {
    assertThat(PredictionStage.settings(with(SegmentationParameters.USUAL)))
        .isEqualTo(new Settings(SegmentationInference.SCALES, 10, 2));
  }

  @Test
  void leaveProbabilitiesAsTheyAreWhereARequestSaysNothing() {
    assertThat(
            PredictionStage.settings(
                with(new SegmentationParameters(8, 321, 10, 10, .00025, false))))
        .isEqualTo(new Settings(SegmentationInference.SCALES, 0, 1));
  }

  private static RefinementParameters with(SegmentationParameters segmentation) {
    RefinementParameters usual = RefinementParameters.USUAL;
    return new RefinementParameters(
        usual.cam(),
        usual.irnLabels(),
        usual.irn(),
        usual.walk(),
        null,
        segmentation,
        usual.seed());
  }
}

package io.wood.refiner.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.method.segmentation.SegmentationInference;
import io.wood.method.segmentation.SegmentationInference.Settings;
import io.wood.refiner.Tiny;
import org.junit.jupiter.api.Test;

class PredictionSettingsTest {
  @Test
  void sharpenAndGiveObjectsHigherOddsByDefault() {
    assertThat(PredictionStage.settings(Tiny.segmented(SegmentationParameters.USUAL)))
        .isEqualTo(new Settings(SegmentationInference.SCALES, 10, 2));
  }

  @Test
  void leaveProbabilitiesAsTheyAreWhereARequestSaysNothing() {
    assertThat(PredictionStage.settings(Tiny.SEGMENTED))
        .isEqualTo(new Settings(SegmentationInference.SCALES, 0, 1));
  }
}

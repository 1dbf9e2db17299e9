package io.wood.method.training;

import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.training;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.RegionContrast;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.DrawnImages;
import io.wood.method.loss.ComparingArms;
import io.wood.method.tensor.Devices;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegionTrainingTest {
  private static final DrawnImages OODS = DrawnImages.grounds(30);

  private static byte[] base;

  @BeforeAll
  static void trainsABaseClassifier() {
    base = TinyTraining.base();
  }

  private static TrainingParameters parameters(double weight, int steps) {
    return TinyTraining.with(
        TinyTraining.parameters(Arm.REGION, steps),
        ComparingArms.settings(1, null, new RegionContrast(weight, .1, 40)));
  }

  @Test
  void aResumedRunEndsWithTheSameWeightsBitForBit() {
    Recorder recorder = new Recorder();
    TrainingParameters parameters = parameters(1, 9);
    byte[] straight =
        training(parameters, TRAIN, OODS, Optional.of(base), recorder).run().weights();
    assertThat(recorder.last("train").figures()).containsKeys("loss.region", "loss.ood");
    assertThat(recorder.first.get("loss.region")).isPositive();
    // An epoch is four steps: learned at the start, after 4, after 8.
    assertThat(recorder.phases).filteredOn("background centres"::equals).hasSize(3);
    // When the run is taken up after step 3, and after step 6
    for (long step : new long[] {3, 6}) {
      byte[] resumed =
          training(parameters, TRAIN, OODS, Optional.of(base), TrainingListener.SILENT)
              .resume(recorder.checkpoints.get(step))
              .weights();
      assertThat(resumed).isEqualTo(straight);
    }
    byte[] without =
        training(parameters(0, 9), TRAIN, OODS, Optional.of(base), TrainingListener.SILENT)
            .run()
            .weights();
    assertThat(without).isNotEqualTo(straight);
  }

  @Test
  void aRegionIsComparedWithPositionsOfOodsAndNotWithTheFiftyCentresOfMinedBackground() {
    Recorder recorder = new Recorder();
    training(parameters(.1, 4), TRAIN, OODS, Optional.of(base), recorder).run();
    try (NDManager manager = Devices.manager(Device.cpu())) {
      int[] counts =
          Checkpoint.read(recorder.checkpoints.get(3L))
              .background()
              .orElseThrow()
              .arrays(manager)
              .get("contrast.counts")
              .toIntArray();
      // Parts of two classes, then 3 of the 16 positions of each of the 30 OoDs.
      assertThat(counts).hasSize(3).endsWith(90);
    }
  }
}

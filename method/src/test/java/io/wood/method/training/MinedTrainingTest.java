package io.wood.method.training;

import static io.wood.method.training.TinyTraining.OODS;
import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.BackgroundMining;
import io.wood.contracts.parameter.BackgroundMining.Negatives;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.DrawnImages;
import io.wood.method.data.ImageSource;
import io.wood.method.data.TrainingData;
import io.wood.method.loss.ComparingArms;
import io.wood.method.network.Classifier;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MinedTrainingTest {
  private static final String PHASE = "background centres";

  /** Knows nothing yet, so that it mistakes images without a class for ones with it. */
  private static byte[] base;

  @BeforeAll
  static void makesABaseClassifier() {
    try (Classifier random = Classifier.create(new NetworkSpec("small", 8), 2, 2, Device.cpu())) {
      base = random.toSafetensors();
    }
  }

  private static TrainingParameters parameters(Negatives negatives, double weight, int steps) {
    return TinyTraining.with(
        TinyTraining.parameters(Arm.MINED, steps),
        ComparingArms.settings(0, new BackgroundMining(negatives, weight, 0.0, 1.0), null));
  }

  @ParameterizedTest
  @EnumSource(Negatives.class)
  void aResumedRunEndsWithTheSameWeightsBitForBit(Negatives negatives) {
    Recorder recorder = new Recorder();
    TrainingParameters parameters = parameters(negatives, 1, 8);
    byte[] straight =
        training(parameters, TRAIN, OODS, Optional.of(base), recorder).run().weights();
    // OoDs without a weight give centres and cost no pass.
    assertThat(recorder.last("train").figures())
        .containsKeys("loss.mined", "mined.share")
        .doesNotContainKey("loss.ood");
    // When the run is taken up after step 3, and after step 6
    for (long step : new long[] {3, 6}) {
      byte[] resumed =
          training(parameters, Optional.of(base)).resume(recorder.checkpoints.get(step)).weights();
      assertThat(resumed).isEqualTo(straight);
    }
    byte[] without = training(parameters(negatives, 0, 8), Optional.of(base)).run().weights();
    assertThat(without).isNotEqualTo(straight);
  }

  @Test
  void onlyATrainingThatChangedWithoutAParameterHasARevision() {
    assertThat(TrainingData.revision(parameters(Negatives.ABSENT, .1, 8))).isNotEmpty();
    assertThat(TrainingData.revision(parameters(Negatives.OODS, .1, 8))).isEmpty();
  }

  @Test
  void whatIsMinedByImagesWithoutAClassDoesNotDependOnOods() {
    ImageSource other = DrawnImages.scenes(5);
    Recorder recorder = new Recorder();

    byte[] absent = weights(Negatives.ABSENT, OODS, recorder);

    assertThat(recorder.last("train").figures().get("mined.share")).isPositive();
    assertThat(recorder.last(PHASE).total()).isEqualTo(24);
    assertThat(weights(Negatives.ABSENT, other, new Recorder())).isEqualTo(absent);
    // Other OoDs do change what is mined by them
    assertThat(weights(Negatives.OODS, other, new Recorder()))
        .isNotEqualTo(weights(Negatives.OODS, OODS, new Recorder()));
  }

  private static byte[] weights(Negatives negatives, ImageSource oods, Recorder recorder) {
    return training(parameters(negatives, 1, 6), TRAIN, oods, Optional.of(base), recorder)
        .run()
        .weights();
  }

  @Test
  void learnsTheCentresAgainAfterEachEpoch() {
    Recorder recorder = new Recorder();
    training(parameters(Negatives.BOTH, 1, 9), TRAIN, OODS, Optional.of(base), recorder).run();
    // An epoch is four steps: at the start, after 4, after 8.
    assertThat(recorder.phases).filteredOn(PHASE::equals).hasSize(3);
    assertThat(recorder.phases).doesNotContain("OoD features");
    assertThat(recorder.last(PHASE).done()).isEqualTo(recorder.last(PHASE).total()).isEqualTo(36);
  }

  @Test
  void canBeCancelledWhileItLearnsTheCentres() {
    Recorder recorder =
        new Recorder() {
          @Override
          public boolean cancelled() {
            return last.containsKey(PHASE) && last(PHASE).done() == 20;
          }
        };
    assertThatThrownBy(
            () ->
                training(parameters(Negatives.OODS, 1, 2), TRAIN, OODS, Optional.of(base), recorder)
                    .run())
        .isInstanceOf(TrainingCancelledException.class);
    assertThat(recorder.last(PHASE).done()).isEqualTo(20);
    assertThat(recorder.last).doesNotContainKey("train");
  }
}

package io.wood.method.training;

import static io.wood.method.training.TinyTraining.OODS;
import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.parameters;
import static io.wood.method.training.TinyTraining.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.DrawnImages;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResumedTrainingTest {
  private static byte[] base;

  @BeforeAll
  static void trainsABaseClassifier() {
    base = TinyTraining.base();
  }

  @ParameterizedTest
  @EnumSource(
      value = Arm.class,
      names = {"BASE", "FOCAL", "WOOD", "MINED"})
  void aResumedRunEndsWithTheSameWeightsBitForBit(Arm arm) {
    Optional<byte[]> start = arm == Arm.BASE ? Optional.empty() : Optional.of(base);
    Recorder recorder = new Recorder();
    TrainingParameters parameters = parameters(arm, 8);
    byte[] straight = training(parameters, TRAIN, OODS, start, recorder).run().weights();
    // When the run is taken up after step 3, and after step 6
    for (long step : new long[] {3, 6}) {
      byte[] resumed = training(parameters, start).resume(recorder.checkpoints.get(step)).weights();
      assertThat(resumed).isEqualTo(straight);
    }
  }

  @Test
  void aCheckpointOfAnotherRunIsRefused() {
    Recorder recorder = new Recorder();
    training(parameters(Arm.CONTROL, 4), TRAIN, OODS, Optional.of(base), recorder).run();
    byte[] checkpoint = recorder.checkpoints.get(3L);
    assertThatThrownBy(
            () -> training(parameters(Arm.CONTROL, 5), Optional.of(base)).resume(checkpoint))
        .hasMessageContaining("other parameters or images")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> training(parameters(Arm.CONTROL, 4), Optional.of(base)).resume(new byte[9]))
        .hasMessageContaining("not a checkpoint");
  }

  @Test
  void whatOnlyTheFirstSweepLeftOutIsRememberedAndToldOnce() {
    DrawnImages oods = DrawnImages.grounds(60).broken(3, 4);
    TrainingParameters parameters = parameters(Arm.WOOD, 4);
    Recorder first = new Recorder();
    double skipped =
        training(parameters, TRAIN, oods, Optional.of(base), first)
            .run()
            .metrics()
            .get("train.skipped");
    Recorder second = new Recorder();
    // When the run is taken up after step 3, which looks at few of the OoDs again
    TrainedClassifier resumed =
        training(parameters, TRAIN, oods, Optional.of(base), second)
            .resume(first.checkpoints.get(3L));
    assertThat(skipped).isEqualTo(2);
    assertThat(resumed.metrics()).containsEntry("train.skipped", skipped);
    assertThat(second.skipped).hasSize(2).containsExactlyElementsOf(first.skipped);
  }

  @Test
  void aListenerWithAClockGetsItsCheckpointsBesideThoseOfTheSchedule() {
    Recorder impatient =
        new Recorder() {
          @Override
          public boolean checkpointDue() {
            return last("train").done() == 2;
          }
        };
    TrainingParameters parameters = parameters(Arm.WOOD, 5);
    byte[] straight =
        training(parameters, TRAIN, OODS, Optional.of(base), impatient).run().weights();
    assertThat(impatient.checkpoints.keySet()).containsExactlyInAnyOrder(2L, 3L);
    assertThat(
            training(parameters, Optional.of(base)).resume(impatient.checkpoints.get(2L)).weights())
        .isEqualTo(straight);
  }

  @ParameterizedTest
  @CsvSource({"WOOD, train, 2", "WOOD, OoD features, 6", "FOCAL, OoD features, 6"})
  void aRunThatIsStoppedCanBeAskedForACheckpointOfItsStep(Arm arm, String phase, long done) {
    // Four steps are an epoch, after which the features are swept again.
    long step = phase.equals("train") ? done : 4;
    Recorder stopped =
        new Recorder() {
          private boolean stop;

          @Override
          public void step(StepReport report) {
            super.step(report);
            boolean begun = phase.equals("train") || last.containsKey("train");
            stop |= begun && report.phase().equals(phase) && report.done() >= done;
          }

          @Override
          public boolean cancelled() {
            return stop;
          }

          @Override
          public boolean checkpointDue() {
            return stop;
          }
        };
    TrainingParameters parameters = parameters(arm, 6);
    byte[] straight = training(parameters, Optional.of(base)).run().weights();
    assertThatThrownBy(() -> training(parameters, TRAIN, OODS, Optional.of(base), stopped).run())
        .isInstanceOf(TrainingCancelledException.class);
    assertThat(stopped.checkpoints.keySet()).contains(step);
    assertThat(
            training(parameters, Optional.of(base)).resume(stopped.checkpoints.get(step)).weights())
        .isEqualTo(straight);
  }

  @Test
  void anotherRunStartsFromTheWeightsInACheckpoint() {
    Recorder recorder = new Recorder();
    training(parameters(Arm.CONTROL, 4), TRAIN, OODS, Optional.of(base), recorder).run();
    byte[] checkpoint = recorder.checkpoints.get(3L);
    byte[] fromCheckpoint =
        training(parameters(Arm.WOOD, 2), Optional.of(checkpoint)).run().weights();
    byte[] fromItsWeights =
        training(parameters(Arm.WOOD, 2), Optional.of(Checkpoint.read(checkpoint).weights()))
            .run()
            .weights();
    assertThat(fromCheckpoint).isEqualTo(fromItsWeights);
  }
}

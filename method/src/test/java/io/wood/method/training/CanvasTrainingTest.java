package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.data.DrawnObjects;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trainings on objects that are much smaller than their images. */
class CanvasTrainingTest {
  private static final LabelledImages SCENES = DrawnObjects.scenes(24);
  private static final ImageSource OODS = DrawnObjects.grounds(12);

  private static byte[] base;

  private final Recorder recorder = new Recorder();

  @BeforeAll
  static void trainsABaseClassifier() {
    base =
        training(parameters(Arm.BASE, 60, 1), Optional.empty(), TrainingListener.SILENT)
            .run()
            .weights();
  }

  @Test
  void aResumedRunEndsWithTheSameWeightsBitForBit() {
    TrainingParameters parameters = parameters(Arm.CANVAS, 8, 1);
    byte[] straight = training(parameters, Optional.of(base), recorder).run().weights();
    for (long step : new long[] {3, 6}) {
      TrainedClassifier resumed =
          training(parameters, Optional.of(base), TrainingListener.SILENT)
              .resume(recorder.checkpoints.get(step));
      assertThat(Arrays.equals(resumed.weights(), straight)).isTrue();
    }
  }

  @Test
  void backgroundThatIsKnownByTheOodsLowersTheLogitsThere() {
    TrainedClassifier canvas =
        training(parameters(Arm.CANVAS, 20, 1), Optional.of(base), recorder).run();
    Recorder control = new Recorder();
    TrainedClassifier alone =
        training(parameters(Arm.CONTROL, 20, 1), Optional.of(base), control).run();

    assertThat(recorder.remarks).anyMatch(remark -> !remark.startsWith("objects of 0"));
    assertThat(recorder.first.get("loss.ood")).isPositive();
    assertThat(recorder.last("train").figures().get("loss.ood"))
        .isLessThan(recorder.first.get("loss.ood"));
    assertThat(Arrays.equals(canvas.weights(), alone.weights())).isFalse();
    assertThat(canvas.metrics()).containsEntry("validation.mAP", 1.0);
  }

  @Test
  void thePartsOfABatchAddUpToIt() {
    Recorder parts = new Recorder();
    training(parameters(Arm.CANVAS, 1, 1), Optional.of(base), recorder).run();
    training(parameters(Arm.CANVAS, 1, 4), Optional.of(base), parts).run();
    Map<String, Double> figures = recorder.last("train").figures();

    assertThat(figures.get("loss.ood")).isPositive();
    figures.forEach(
        (name, value) ->
            assertThat(parts.last("train").figures().get(name))
                .as(name)
                .isCloseTo(value, within(1e-5)));
  }

  private static ClassifierTraining training(
      TrainingParameters parameters, Optional<byte[]> initial, TrainingListener listener) {
    return new ClassifierTraining(
        parameters, TinyTraining.CLASSES, SCENES, SCENES, OODS, initial, Device.cpu(), listener);
  }

  private static TrainingParameters parameters(Arm arm, int steps, int parts) {
    return new TrainingParameters(
        arm,
        new NetworkSpec("small", 8),
        new Schedule(0, steps, 6, parts, 3),
        new Optimiser(.05, .05, .9, 1e-4, .9, 0),
        new Augmentation(DrawnObjects.SIDE, 56, 72, true),
        null,
        7);
  }
}

package io.wood.method.training;

import static io.wood.method.training.TinyTraining.OODS;
import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.parameters;
import static io.wood.method.training.TinyTraining.training;
import static io.wood.method.training.TinyTraining.withRates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.method.data.DrawnImages;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FailingTrainingTest {
  private static byte[] base;

  @BeforeAll
  static void trainsABaseClassifier() {
    base = TinyTraining.base();
  }

  @Test
  void imagesOfWhichNoneCanBeReadEndTheRun() {
    Integer[] all = IntStream.range(0, 24).boxed().toArray(Integer[]::new);
    LabelledImages broken = DrawnImages.scenes(24).broken(all).labelled();
    assertThatThrownBy(() -> trainingOn(broken, OODS, Arm.CONTROL).run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("hardly any image can be read (step 0");
    assertThatThrownBy(() -> trainingOn(TRAIN, DrawnImages.grounds(12).broken(all), Arm.WOOD).run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("none of the 12 images can be read in phase 'OoD features'");
  }

  @Test
  void theListenerSaysHowManyUnreadableImagesAreTooMany() {
    Recorder strict =
        new Recorder() {
          @Override
          public boolean cancelled() {
            return skipped.size() > 2;
          }
        };
    LabelledImages broken = DrawnImages.scenes(24).broken(0, 1, 2, 3, 4, 5).labelled();
    assertThatThrownBy(
            () ->
                training(parameters(Arm.CONTROL, 20), broken, OODS, Optional.of(base), strict)
                    .run())
        .isInstanceOf(TrainingCancelledException.class);
    assertThat(strict.skipped).hasSizeBetween(3, 6);
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunAtItsStepAndNoLaterCheckpointIsTaken() {
    Recorder recorder = new Recorder();
    TrainingParameters wild = withRates(parameters(Arm.BASE, 9), 1e30);
    assertThatThrownBy(() -> training(wild, TRAIN, OODS, Optional.empty(), recorder).run())
        .isInstanceOfSatisfying(
            TrainingFailedException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("not a number");
              assertThat(failure.step()).isBetween(1L, 3L);
              assertThat(failure.remedy()).contains("Lower the learning rates");
            });
    assertThat(recorder.checkpoints).isEmpty();
  }

  @Test
  void weightsThatAreNoNumbersAreNeverKept() {
    // One step, whose own loss is a number, and after which every weight is infinite.
    TrainingParameters wild = withRates(parameters(Arm.CONTROL, 1), 1e300);
    assertThatThrownBy(() -> training(wild, Optional.of(base)).run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("the weights are not numbers any more (step 1");
    // Or so large that what comes out is.
    TrainingParameters large = withRates(parameters(Arm.CONTROL, 1), 1e36);
    assertThatThrownBy(() -> training(large, Optional.of(base)).run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("in phase 'validate' (step 1");
  }

  @Test
  void featuresThatBlowUpEndTheRunWithARemedy() {
    TrainingParameters wild = withRates(parameters(Arm.CONTROL, 30), 500);
    assertThatThrownBy(() -> training(wild, Optional.of(base)).run())
        .isInstanceOfSatisfying(
            TrainingFailedException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("the features blew up");
              assertThat(failure.remedy()).contains("learning rates, now 500.0");
              assertThat(failure.figures()).containsKey("featureNorm");
            });
  }

  @Test
  void featuresThatCollapseEndTheRunWithARemedy() {
    TrainingParameters p = parameters(Arm.WOOD, 60);
    TrainingParameters strong =
        new TrainingParameters(
            p.arm(),
            p.network(),
            p.schedule(),
            new Optimiser(.05, .05, 0, 0, .9, 0),
            p.augmentation(),
            new MetricLoss(20, 0, 3, ClusterStart.PLUS_PLUS, LossScale.LITERAL, true, 1, .07, -1),
            p.seed());
    DivergenceGuard guard = new DivergenceGuard(strong, true, 10);
    assertThatThrownBy(() -> guard.check(7, Map.of("loss", 1.0, "featureNorm", .1)))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("collapsed")
        .hasMessageContaining("step 7")
        .hasMessageContaining("Lower lambda, now 20.0, or set scale to PER_CLUSTER, now LITERAL");
  }

  @Test
  void inputThatCannotWorkIsRefusedWithTheRemedy() {
    assertThatThrownBy(
            () ->
                training(
                    parameters(Arm.WOOD, 1),
                    TRAIN,
                    ImageSource.EMPTY,
                    Optional.of(base),
                    TrainingListener.SILENT))
        .hasMessageContaining("needs hard OoDs and none is approved");
    assertThatThrownBy(
            () ->
                training(
                    parameters(Arm.WOOD, 1),
                    TRAIN,
                    DrawnImages.grounds(2),
                    Optional.of(base),
                    TrainingListener.SILENT))
        .hasMessageContaining("3 clusters of 2 OoDs")
        .hasMessageContaining("Set clusters to at most 2");
    assertThatThrownBy(() -> training(parameters(Arm.WOOD, 1), Optional.empty()))
        .hasMessageContaining("Train arm BASE first");
    LabelledImages onlyRed = new LabelledImages(DrawnImages.scenes(1), List.of(Set.of(0)));
    assertThatThrownBy(
            () ->
                training(
                    parameters(Arm.BASE, 1),
                    onlyRed,
                    OODS,
                    Optional.empty(),
                    TrainingListener.SILENT))
        .hasMessageContaining("no training image shows class 'blue'");
  }

  private static ClassifierTraining trainingOn(LabelledImages train, ImageSource oods, Arm arm) {
    return training(parameters(arm, 3), train, oods, Optional.of(base), TrainingListener.SILENT);
  }
}

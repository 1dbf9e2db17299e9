package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.wood.contracts.Arm;
import io.wood.contracts.NetworkSpec;
import io.wood.contracts.TrainingParameters;
import io.wood.contracts.TrainingParameters.Augmentation;
import io.wood.contracts.TrainingParameters.ClusterStart;
import io.wood.contracts.TrainingParameters.LossScale;
import io.wood.contracts.TrainingParameters.MetricLoss;
import io.wood.contracts.TrainingParameters.Optimiser;
import io.wood.contracts.TrainingParameters.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierTrainingTest {
  private static final List<String> CLASSES = List.of("red", "blue");
  private static final LabelledImages TRAIN = DrawnImages.scenes(24).labelled();
  private static final LabelledImages VALIDATION = DrawnImages.scenes(12).labelled();
  private static final DrawnImages OODS = DrawnImages.grounds(12);
  private static byte[] base;

  @BeforeAll
  static void trainsABaseClassifier() {
    TrainedClassifier trained = training(parameters(Arm.BASE, 40), Optional.empty()).run();
    assertThat(trained.metrics()).containsEntry("validation.mAP", 1.0);
    base = trained.weights();
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void everyArmTrainsFromTheBaseAndKeepsWhatItKnew(Arm arm) {
    Recorder recorder = new Recorder();
    TrainedClassifier trained =
        training(parameters(arm, 6), TRAIN, OODS, Optional.of(base), recorder).run();
    assertThat(trained.metrics()).containsEntry("validation.mAP", 1.0);
    assertThat(trained.weights()).isNotEqualTo(base);
    Map<String, Double> figures = recorder.last("train").figures();
    assertThat(figures.containsKey("loss.ood")).isEqualTo(arm.usesOods());
    assertThat(figures.containsKey("loss.metric")).isEqualTo(arm.usesMetricLoss());
    assertThat(figures.values()).allMatch(Double::isFinite);
  }

  @Test
  void theSameSeedGivesTheSameWeightsWhateverTheThreadsAndTheOrderOfArrivalDo() {
    TrainingParameters parameters = parameters(Arm.WOOD, 5);
    byte[] one = training(parameters, Optional.of(base)).run().weights();
    byte[] two =
        training(
                parameters,
                DrawnImages.scenes(24).unpunctual().labelled(),
                OODS.reversed(),
                Optional.of(base),
                TrainingListener.SILENT)
            .run()
            .weights();
    byte[] otherSeed = training(parameters.withSeed(8), Optional.of(base)).run().weights();
    assertThat(two).isEqualTo(one);
    assertThat(otherSeed).isNotEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(
      value = Arm.class,
      names = {"BASE", "WOOD"})
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
  void gradientAccumulationChangesTheMemoryAndNotTheGradient() {
    Recorder whole = new Recorder();
    Recorder parts = new Recorder();
    training(parameters(Arm.WOOD, 3), TRAIN, OODS, Optional.of(base), whole).run();
    training(accumulated(parameters(Arm.WOOD, 3), 3), TRAIN, OODS, Optional.of(base), parts).run();
    whole
        .last("train")
        .figures()
        .forEach(
            (name, value) ->
                assertThat(parts.last("train").figures().get(name))
                    .isCloseTo(value, org.assertj.core.api.Assertions.within(1e-3)));
  }

  @Test
  void anUnreadableImageIsNamedOnceAndReplaced() {
    Recorder recorder = new Recorder();
    TrainedClassifier trained =
        training(
                parameters(Arm.CONTROL, 8),
                DrawnImages.scenes(24).broken(3, 4).labelled(),
                OODS,
                Optional.of(base),
                recorder)
            .run();
    assertThat(recorder.skipped)
        .containsOnly(
            "%064x: image 3 is cut short".formatted(3), "%064x: image 4 is cut short".formatted(4))
        .hasSize(2);
    assertThat(trained.metrics()).containsEntry("train.skipped", 2.0);
  }

  @Test
  void tooManyUnreadableImagesEndTheRun() {
    Integer[] most = new Integer[20];
    java.util.Arrays.setAll(most, i -> i);
    assertThatThrownBy(
            () ->
                training(
                        parameters(Arm.CONTROL, 20),
                        DrawnImages.scenes(24).broken(most).labelled(),
                        OODS,
                        Optional.of(base),
                        TrainingListener.SILENT)
                    .run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("too many images cannot be read")
        .hasMessageContaining("limit=10");
  }

  @Test
  void featuresThatBlowUpEndTheRunWithARemedy() {
    TrainingParameters p = parameters(Arm.CONTROL, 30);
    TrainingParameters wild =
        new TrainingParameters(
            p.arm(),
            p.network(),
            p.schedule(),
            new Optimiser(500, 500, 0, 0, .9, 0),
            p.augmentation(),
            p.metricLoss(),
            p.seed());
    assertThatThrownBy(() -> training(wild, Optional.of(base)).run())
        .isInstanceOfSatisfying(
            TrainingFailedException.class,
            failure -> {
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
    FeatureGuard guard = new FeatureGuard(strong, true, 10);
    assertThatThrownBy(() -> guard.check(7, Map.of("loss", 1.0, "featureNorm", .1)))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("collapsed")
        .hasMessageContaining("step 7")
        .hasMessageContaining("Lower lambda, now 20.0, or set scale to PER_CLUSTER, now LITERAL");
  }

  @Test
  void aCancelledRunStopsAtTheNextStep() {
    Recorder recorder = new Recorder();
    recorder.cancelAfter = 2;
    assertThatThrownBy(
            () ->
                training(parameters(Arm.CONTROL, 9), TRAIN, OODS, Optional.of(base), recorder)
                    .run())
        .isInstanceOf(TrainingCancelledException.class)
        .hasMessage("cancelled after step 2");
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
    LabelledImages onlyRed =
        new LabelledImages(DrawnImages.scenes(1), List.of(java.util.Set.of(0)));
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

  private static ClassifierTraining training(TrainingParameters p, Optional<byte[]> initial) {
    return training(p, TRAIN, OODS, initial, TrainingListener.SILENT);
  }

  private static ClassifierTraining training(
      TrainingParameters parameters,
      LabelledImages train,
      ImageSource oods,
      Optional<byte[]> initial,
      TrainingListener listener) {
    return new ClassifierTraining(
        parameters, CLASSES, train, VALIDATION, oods, initial, Device.cpu(), listener);
  }

  private static TrainingParameters parameters(Arm arm, int steps) {
    return new TrainingParameters(
        arm,
        new NetworkSpec("small", 8),
        new Schedule(0, steps, 6, 1, 3),
        new Optimiser(.05, .05, .9, 1e-4, .9, 0),
        new Augmentation(32, 24, 32, true),
        new MetricLoss(
            .007, .4, 3, ClusterStart.PLUS_PLUS, LossScale.PER_CLUSTER, true, 1, .07, -1),
        7);
  }

  private static TrainingParameters accumulated(TrainingParameters p, int parts) {
    Schedule schedule = p.schedule();
    return new TrainingParameters(
        p.arm(),
        p.network(),
        new Schedule(0, schedule.steps(), schedule.batchSize(), parts, 3),
        p.optimiser(),
        p.augmentation(),
        p.metricLoss(),
        p.seed());
  }

  /** Keeps what it is told. */
  private static final class Recorder implements TrainingListener {
    private final Map<String, StepReport> last = new HashMap<>();
    private final Map<Long, byte[]> checkpoints = new HashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private long cancelAfter = Long.MAX_VALUE;

    StepReport last(String phase) {
      return last.get(phase);
    }

    @Override
    public void step(StepReport report) {
      last.put(report.phase(), report);
    }

    @Override
    public void skipped(String imageId, String reason) {
      skipped.add(imageId + ": " + reason);
    }

    @Override
    public void checkpoint(long step, byte[] bytes) {
      checkpoints.put(step, bytes);
    }

    @Override
    public boolean cancelled() {
      return last.containsKey("train") && last.get("train").done() >= cancelAfter;
    }
  }
}

package io.wood.method.training;

import static io.wood.method.training.TinyTraining.OODS;
import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.accumulated;
import static io.wood.method.training.TinyTraining.parameters;
import static io.wood.method.training.TinyTraining.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.method.data.DrawnImages;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierTrainingTest {
  private static byte[] base;

  @BeforeAll
  static void trainsABaseClassifier() {
    base = TinyTraining.base();
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
    assertThat(figures.containsKey("loss.mined")).isEqualTo(arm.minesBackground());
    assertThat(figures.containsKey("loss.region")).isEqualTo(arm.contrastsRegions());
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
  @EnumSource(Arm.class)
  void gradientAccumulationChangesTheMemoryAndNotTheGradient(Arm arm) {
    Recorder whole = new Recorder();
    Recorder parts = new Recorder();
    training(parameters(arm, 3), TRAIN, OODS, Optional.of(base), whole).run();
    training(accumulated(parameters(arm, 3), 4), TRAIN, OODS, Optional.of(base), parts).run();
    whole
        .last("train")
        .figures()
        .forEach(
            (name, value) ->
                assertThat(parts.last("train").figures().get(name))
                    .as(name)
                    .isCloseTo(value, within(1e-3)));
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
  void tellsHowSureItIsOfWhatItSeesSharpAndBlurred() {
    Map<String, Double> metrics =
        training(parameters(Arm.CONTROL, 2), Optional.of(base)).run().metrics();
    assertThat(metrics.get("validation.confidence")).isBetween(.6, 1.0);
    assertThat(metrics.get("validation.confidence.blurred")).isBetween(0.0, 1.0);
  }

  @Test
  void findsTheCentresAnewAfterEachEpochIfAsked() {
    TrainingParameters p = parameters(Arm.WOOD, 9);
    MetricLoss m = p.metricLoss();
    MetricLoss kept =
        new MetricLoss(m.lambda(), m.tau(), m.clusters(), m.start(), m.scale(), false, 1, .07, -1);
    TrainingParameters once =
        new TrainingParameters(
            p.arm(), p.network(), p.schedule(), p.optimiser(), p.augmentation(), kept, p.seed());
    Recorder refreshing = new Recorder();
    Recorder keeping = new Recorder();
    byte[] refreshed = training(p, TRAIN, OODS, Optional.of(base), refreshing).run().weights();
    byte[] asBefore = training(once, TRAIN, OODS, Optional.of(base), keeping).run().weights();
    // An epoch is four steps: at the start, after 4, after 8.
    assertThat(refreshing.phases).filteredOn("OoD features"::equals).hasSize(3);
    assertThat(keeping.phases).filteredOn("OoD features"::equals).hasSize(1);
    assertThat(refreshed).isNotEqualTo(asBefore);
  }

  @Test
  void scoresTheOodsAgainAtTheStartOfEachEpochToDrawThem() {
    Recorder recorder = new Recorder();
    training(parameters(Arm.FOCAL, 9), TRAIN, OODS, Optional.of(base), recorder).run();
    // An epoch is four steps: at the start, after 4, after 8.
    assertThat(recorder.phases)
        .startsWith("OoD features", "train", "OoD features", "train", "OoD features", "train")
        .filteredOn("train"::equals)
        .hasSize(3);
    assertThat(recorder.last("train").done()).isEqualTo(9);
  }

  @Test
  void saysThatItStartsFromRandomWeights() {
    Recorder recorder = new Recorder();
    training(parameters(Arm.BASE, 1), TRAIN, OODS, Optional.empty(), recorder).run();
    assertThat(recorder.remarks)
        .containsExactly(
            "no initial weights were given: the network starts from random ones of seed 7");
    Recorder trained = new Recorder();
    training(parameters(Arm.BASE, 1), TRAIN, OODS, Optional.of(base), trained).run();
    assertThat(trained.remarks).isEmpty();
  }

  @Test
  void saysThatTheFrozenStagesOfARandomStartStayNoise() {
    Recorder recorder = new Recorder();
    training(
            with(parameters(Arm.BASE, 1), new Optimiser(.1, 1, 1e-4, 1e-4, .9, 3)),
            TRAIN,
            OODS,
            Optional.empty(),
            recorder)
        .run();
    assertThat(recorder.remarks)
        .contains(
            "optimiser.frozenStages is 3: these stages keep their random weights; set it to 0, or"
                + " start from trained weights");
  }

  @Test
  void aBaseWithoutAnOptimiserGetsTheOneForWhatItStartsFrom() {
    TrainingParameters unset = with(parameters(Arm.BASE, 1), null);
    Recorder random = new Recorder();
    training(unset, TRAIN, OODS, Optional.empty(), random).run();
    Recorder given = new Recorder();
    training(unset, TRAIN, OODS, Optional.of(base), given).run();
    assertThat(random.last("train").figures()).containsEntry("rate.trunk", .2);
    assertThat(given.last("train").figures()).containsEntry("rate.trunk", .01);
  }

  private static TrainingParameters with(TrainingParameters p, Optimiser optimiser) {
    return new TrainingParameters(
        p.arm(), p.network(), p.schedule(), optimiser, p.augmentation(), p.metricLoss(), p.seed());
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
}

package io.wood.method.training;

import static io.wood.method.training.TinyTraining.CLASSES;
import static io.wood.method.training.TinyTraining.OODS;
import static io.wood.method.training.TinyTraining.TRAIN;
import static io.wood.method.training.TinyTraining.VALIDATION;
import static io.wood.method.training.TinyTraining.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.DrawnImages;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.training.TinyTraining.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SharedResultsTest {
  private static final String LABELLED = "class centres";
  private static final String OF_OODS = "OoD features";
  private static final int STEPS = 3;

  private static byte[] base;

  private final KeptResults shared = new KeptResults();

  @BeforeAll
  static void trainABase() {
    base = TinyTraining.base();
  }

  @Test
  void aTrainingThatFindsTheCentresGivesTheSameWeights() {
    byte[] first = train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run().weights();
    assertThat(phases).contains(LABELLED, OF_OODS);
    assertThat(shared.results).hasSize(3);
    List<ClusterMap> firstMaps = maps;

    assertThat(train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run().weights()).isEqualTo(first);
    assertThat(phases).doesNotContain(LABELLED, OF_OODS);
    assertThat(maps).hasSize(1).isEqualTo(firstMaps);
    assertThat(
            TinyTraining.training(parameters(Arm.WOOD, STEPS), Optional.of(base)).run().weights())
        .isEqualTo(first);
  }

  @Test
  void anotherLambdaOrTauNeedsNoFeatures() {
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();
    train(with(parameters(Arm.WOOD, STEPS), .01, .5, 3), TRAIN, OODS).run();

    assertThat(phases).doesNotContain(LABELLED, OF_OODS);
    assertThat(shared.results).hasSize(3);
    assertThat(shared.maps).hasSize(1);
  }

  @Test
  void anotherNumberOfClustersAndAnotherSeedUseTheFeatures() {
    TrainingParameters parameters = parameters(Arm.WOOD, STEPS);
    train(parameters, TRAIN, OODS).run();
    byte[] four = train(with(parameters, .007, .4, 4), TRAIN, OODS).run().weights();
    train(parameters.withSeed(8), TRAIN, OODS).run();

    assertThat(phases).doesNotContain(LABELLED, OF_OODS);
    assertThat(shared.results).hasSize(5);
    assertThat(four)
        .isEqualTo(
            TinyTraining.training(with(parameters, .007, .4, 4), Optional.of(base))
                .run()
                .weights());
  }

  @Test
  void otherOodsUseTheFeaturesOfTheLabelledImages() {
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();
    train(parameters(Arm.WOOD, STEPS), TRAIN, DrawnImages.grounds(8)).run();

    assertThat(phases).contains(OF_OODS).doesNotContain(LABELLED);
  }

  @Test
  void anotherCropUsesNothing() {
    TrainingParameters parameters = parameters(Arm.WOOD, STEPS);
    train(parameters, TRAIN, OODS).run();
    train(
            new TrainingParameters(
                parameters.arm(),
                parameters.network(),
                parameters.schedule(),
                parameters.optimiser(),
                new TrainingParameters.Augmentation(40, 40, 48, true),
                parameters.metricLoss(),
                parameters.seed()),
            TRAIN,
            OODS)
        .run();

    assertThat(phases).contains(LABELLED, OF_OODS);
  }

  @Test
  void anArmWithoutMetricLossKeepsNothing() {
    train(parameters(Arm.BACKGROUND, STEPS), TRAIN, OODS).run();

    assertThat(shared.results).isEmpty();
  }

  @Test
  void centresWithTheirMapNeedNoFeatures() {
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();
    List<ClusterMap> firstMaps = maps;
    forgetFeatures();
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();

    assertThat(phases).doesNotContain(LABELLED, OF_OODS);
    assertThat(maps).hasSize(1).isEqualTo(firstMaps);
  }

  @Test
  void aLostMapIsComputedOfTheFeatures() {
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();
    List<ClusterMap> firstMaps = maps;
    shared.maps.clear();
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();

    assertThat(phases).doesNotContain(LABELLED, OF_OODS);
    assertThat(maps).hasSize(1).isEqualTo(firstMaps);
    assertThat(shared.maps).hasSize(1);
  }

  @Test
  void centresWithoutMapAndFeaturesHaveNone() {
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();
    shared.maps.clear();
    forgetFeatures();
    train(parameters(Arm.WOOD, STEPS), TRAIN, OODS).run();

    assertThat(phases).doesNotContain(LABELLED, OF_OODS);
    assertThat(maps).isEmpty();
  }

  private void forgetFeatures() {
    int centres =
        shared.results.values().stream().mapToInt(result -> result.length).min().orElseThrow();
    shared.results.values().removeIf(features -> features.length > centres);
  }

  private List<String> phases = List.of();
  private List<ClusterMap> maps = List.of();

  private ClassifierTraining train(
      TrainingParameters parameters, LabelledImages train, ImageSource oods) {
    List<ClusterMap> drawn = new ArrayList<>();
    Recorder recorder =
        new Recorder() {
          @Override
          public void clusters(ClusterMap map) {
            drawn.add(map);
          }
        };
    phases = recorder.phases;
    maps = drawn;
    return new ClassifierTraining(
        parameters,
        CLASSES,
        train,
        VALIDATION,
        oods,
        Optional.of(base),
        Device.cpu(),
        recorder,
        shared);
  }

  private static TrainingParameters with(
      TrainingParameters p, double lambda, double tau, int clusters) {
    MetricLoss loss = p.metricLoss();
    return new TrainingParameters(
        p.arm(),
        p.network(),
        p.schedule(),
        p.optimiser(),
        p.augmentation(),
        new MetricLoss(
            lambda,
            tau,
            clusters,
            loss.start(),
            loss.scale(),
            loss.refreshCentres(),
            loss.oodWeight(),
            loss.adversarialStep(),
            loss.skippedClass()),
        p.seed());
  }
}

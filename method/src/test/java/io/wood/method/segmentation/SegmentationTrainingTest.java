package io.wood.method.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.SegmentationParameters;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.DrawnSquares;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.MaskedImage;
import io.wood.method.evaluation.ConfusionMatrix;
import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.segmentation.SegmentationInference.Settings;
import io.wood.method.tensor.ImagePlanes;
import io.wood.method.training.ClassifierTraining;
import io.wood.method.training.StepReport;
import io.wood.method.training.TrainingListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentationTrainingTest {
  private static final NetworkSpec SPEC = new NetworkSpec("small", 8);

  private static byte[] classifierWeights() {
    try (Classifier classifier = Classifier.create(SPEC, 2, 1, Device.cpu())) {
      return classifier.toSafetensors();
    }
  }

  private static SegmentationTraining training(
      SegmentationParameters parameters, DrawnSquares images, TrainingListener listener) {
    return new SegmentationTraining(
        parameters,
        new SegmentationTraining.Start("small", 2, 3),
        classifierWeights(),
        images,
        Device.cpu(),
        listener);
  }

  @Test
  void learnsToSegmentSquares() throws Exception {
    // Given
    DrawnSquares images = new DrawnSquares(30, 48, 5);
    SegmentationParameters parameters = new SegmentationParameters(8, 48, 6, 8, .01, false);
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            losses.add(report.figures().get("loss"));
          }
        };

    // When
    byte[] weights = training(parameters, images, listener).run();

    // Then
    assertThat(losses.get(losses.size() - 1)).isLessThan(.5 * losses.get(0));
    try (SegmentationNetwork network = SegmentationNetwork.load(SPEC, 2, weights, Device.cpu())) {
      ConfusionMatrix confusion = new ConfusionMatrix(3);
      SegmentationInference inference =
          new SegmentationInference(network, new Settings(SegmentationInference.SCALES, 3, 1));
      for (int i = 100; i < 106; i++) {
        MaskedImage unseen = new DrawnSquares(200, 48).load(i);
        confusion.add(unseen.labels().labels(), inference.predict(unseen.image()).labels());
      }
      assertThat(confusion.scores().meanIou()).isGreaterThan(.7);
    }
  }

  @Test
  void seesInFewStepsWhatTheClassifierSeesThoughSomeMasksMissIt() {
    // Given
    int classes = StripedScenes.CLASSES.size();
    StripedScenes scenes = new StripedScenes(192, .15);
    byte[] classifier = classifier(scenes.labelled());
    SegmentationTraining training =
        new SegmentationTraining(
            new SegmentationParameters(8, StripedScenes.SIDE, 16, 3, .002, false),
            new SegmentationTraining.Start("small", classes, 3),
            classifier,
            scenes,
            Device.cpu(),
            TrainingListener.SILENT);

    // When: 36 steps
    byte[] weights = training.run();

    // Then
    try (SegmentationNetwork network =
        SegmentationNetwork.load(SPEC, classes, weights, Device.cpu())) {
      ConfusionMatrix confusion = new ConfusionMatrix(classes + 1);
      SegmentationInference inference =
          new SegmentationInference(network, new Settings(List.of(1.), 0, 1));
      StripedScenes whole = new StripedScenes(240, 0);
      for (int i = scenes.size(); i < whole.size(); i++) {
        MaskedImage scene = whole.load(i);
        confusion.add(scene.labels().labels(), inference.predict(scene.image()).labels());
      }
      // Background alone would be .17.
      assertThat(confusion.scores().meanIou()).isGreaterThan(.3);
    }
  }

  private static byte[] classifier(LabelledImages images) {
    TrainingParameters parameters =
        new TrainingParameters(
            Arm.BASE,
            SPEC,
            new TrainingParameters.Schedule(0, 60, 16, 1, 1000),
            new TrainingParameters.Optimiser(.2, .2, .9, 1e-4, .9, 0),
            new TrainingParameters.Augmentation(64, 56, 72, false),
            MetricLoss.PAPER,
            1);
    return new ClassifierTraining(
            parameters,
            StripedScenes.CLASSES,
            images,
            LabelledImages.NONE,
            ImageSource.EMPTY,
            Optional.empty(),
            Device.cpu(),
            TrainingListener.SILENT)
        .run()
        .weights();
  }

  @Test
  void startsFromTheLogarithmOfTheLabelsAndIgnoresUnknownPixels() {
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            losses.add(report.figures().get("loss"));
            losses.add(report.figures().get("known"));
          }
        };

    training(
            new SegmentationParameters(16, 96, 2, 1, 1e-6, false),
            new DrawnSquares(2, 32),
            listener)
        .run();

    // A crop of 96 around images of at most 48 pixels is mostly unknown.
    assertThat(losses.get(0)).isCloseTo(Math.log(3), within(1e-5));
    assertThat(losses.get(1)).isBetween(.01, .5);
  }

  @Test
  void learnsWithBalancedClassesAndTheHardestPixels() throws Exception {
    SegmentationParameters parameters =
        new SegmentationParameters(8, 48, 6, 8, .01, false, null, null, null, null, .5, .3, null);

    byte[] weights =
        training(parameters, new DrawnSquares(30, 48, 5), TrainingListener.SILENT).run();

    try (SegmentationNetwork network = SegmentationNetwork.load(SPEC, 2, weights, Device.cpu())) {
      ConfusionMatrix confusion = new ConfusionMatrix(3);
      SegmentationInference inference =
          new SegmentationInference(network, new Settings(List.of(1.), 0, 1));
      for (int i = 100; i < 106; i++) {
        MaskedImage unseen = new DrawnSquares(200, 48).load(i);
        confusion.add(unseen.labels().labels(), inference.predict(unseen.image()).labels());
      }
      assertThat(confusion.scores().meanIou()).isGreaterThan(.7);
    }
  }

  @Test
  void takesMoreStepsThanItsEpochsWhereTheyAreFew() {
    SegmentationParameters parameters = new SegmentationParameters(8, 24, 2, 1, .01, false);
    List<Long> totals = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(StepReport report) {
            totals.add(report.total());
          }
        };

    training(parameters.withLeastSteps(5), new DrawnSquares(3, 24), listener).run();

    assertThat(totals).hasSize(5).containsOnly(5L);
  }

  @Test
  void startsFromTheTrunkOfANetworkOfOtherClasses() {
    SegmentationParameters parameters = new SegmentationParameters(8, 24, 1, 1, .01, false);
    byte[] other;
    try (Classifier classifier = Classifier.create(SPEC, 7, 1, Device.cpu())) {
      other = classifier.toSafetensors();
    }

    byte[] weights =
        new SegmentationTraining(
                parameters,
                new SegmentationTraining.Start("small", 2, 3),
                other,
                new DrawnSquares(2, 24),
                Device.cpu(),
                TrainingListener.SILENT)
            .run();

    // Its classifier is not used: the trunk of the same seed gives the same network.
    assertThat(weights)
        .isEqualTo(training(parameters, new DrawnSquares(2, 24), TrainingListener.SILENT).run());
  }

  @Test
  void resumesAsIfItHadNotStopped() {
    // Given 104 steps with a checkpoint after 100
    DrawnSquares images = new DrawnSquares(13, 24, 4);
    SegmentationParameters parameters = new SegmentationParameters(8, 24, 1, 8, .01, false);
    Map<Long, byte[]> checkpoints = new HashMap<>();
    TrainingListener keeper =
        new TrainingListener() {
          @Override
          public void checkpoint(long step, byte[] bytes) {
            checkpoints.put(step, bytes);
          }
        };
    byte[] expected = training(parameters, images, keeper).run();

    byte[] actual =
        training(parameters, images, TrainingListener.SILENT).resume(checkpoints.get(100L));

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void predictsImagesOfAnySize() {
    try (SegmentationNetwork network =
        SegmentationNetwork.create(Classifier.create(SPEC, 2, 1, Device.cpu()))) {
      SegmentationInference inference =
          new SegmentationInference(network, new Settings(List.of(.5, 1.), 0, 1));
      RgbImage thin = new RgbImage(1, 9, new byte[27]);
      RgbImage odd = new RgbImage(37, 22, new byte[3 * 37 * 22]);
      int arrays = network.trunk().manager().getManagedArrays().size();

      LabelMap mask = inference.predict(thin);
      ImagePlanes probabilities = inference.probabilities(odd);

      assertThat(mask.height()).isEqualTo(9);
      float sum = 0;
      for (int label = 0; label < 3; label++) {
        sum += probabilities.at(label, 21, 36);
      }
      assertThat(sum).isCloseTo(1, within(1e-4f));
      assertThat(network.trunk().manager().getManagedArrays()).hasSize(arrays);
    }
  }

  @Test
  void refusesWeightsOfSomethingElse() {
    assertThatThrownBy(() -> SegmentationNetwork.load(SPEC, 2, new byte[9], Device.cpu()))
        .hasMessageContaining("weights of a segmentation network");
  }
}

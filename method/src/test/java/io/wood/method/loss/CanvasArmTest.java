package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanvasArmTest {
  private static final int IMAGES = 3;
  private static final int CLASSES = 2;
  private static final int POSITIONS = 6;

  /** Two positions of the first image, none of the second, five of the third. */
  private static final float[] BACKGROUND = {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1};

  private static final int[] COUNTS = {2, 0, 5};

  private final NDManager manager = Devices.manager(Device.cpu());
  private final Classifier network =
      Classifier.create(new NetworkSpec("small", 8), CLASSES, 1, Device.cpu());
  private final NetworkInTraining trainee =
      new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING);
  private final NDArray background =
      manager.create(BACKGROUND, new Shape(IMAGES, 2, POSITIONS / 2));

  @AfterEach
  void close() {
    trainee.close();
    manager.close();
  }

  @Test
  void isTheMeanOverImagesOfTheirMeanOverBackgroundPositionsOfTheSumOverClasses() {
    NDArray features = features();
    float[] logits = network.positionLogits(features).toFloatArray();
    double expected = 0;
    int below = 0;
    for (int image = 0; image < IMAGES; image++) {
      for (int position = 0; position < POSITIONS; position++) {
        for (int c = 0; c < CLASSES; c++) {
          float logit = logits[(image * CLASSES + c) * POSITIONS + position];
          boolean counts = BACKGROUND[image * POSITIONS + position] > 0;
          expected += counts ? Math.max(0, logit + .5) / COUNTS[image] / IMAGES : 0;
          below += counts && logit < -.5 ? 1 : 0;
        }
      }
    }
    assertThat(below).isPositive();
    assertThat((double) loss(features).getFloat()).isCloseTo(expected, within(1e-5));
  }

  @Test
  void byHandWhereAllLogitsAreZero() {
    NDArray zero = manager.zeros(new Shape(IMAGES, network.featureSize(), 2, POSITIONS / 2));
    // Two of three images have such positions, with .5 for each of two classes
    assertThat(loss(zero).getFloat()).isCloseTo(2f / 3, within(1e-6f));
  }

  @Test
  void noOtherPositionGetsAGradient() {
    NDArray features = features();
    try (GradientMode on = GradientMode.on()) {
      features.setRequiresGradient(true);
      Gradients.backward(loss(features));
    }
    float[] gradient = Gradients.of(features).toFloatArray();
    double sum = 0;
    for (int i = 0; i < gradient.length; i++) {
      int image = i / (network.featureSize() * POSITIONS);
      if (BACKGROUND[image * POSITIONS + i % POSITIONS] == 0) {
        assertThat(gradient[i]).isZero();
      }
      sum += Math.abs(gradient[i]);
    }
    assertThat(sum).isPositive();
  }

  private NDArray loss(NDArray features) {
    return new CanvasArm(MetricLoss.CANVAS).background(trainee, features, background).orElseThrow();
  }

  private NDArray features() {
    Random random = new Random(3);
    float[] values = new float[IMAGES * network.featureSize() * POSITIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = 12 * random.nextFloat();
    }
    return manager.create(values, new Shape(IMAGES, network.featureSize(), 2, POSITIONS / 2));
  }
}

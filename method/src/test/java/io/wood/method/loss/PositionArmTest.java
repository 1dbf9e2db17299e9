package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.tensor.Devices;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionArmTest {
  private static final int POSITIONS = 20;

  @Test
  void countsTheShareOfThePositionsThatIsSurestOfAClass() {
    try (NDManager manager = Devices.manager(Device.cpu());
        Classifier network = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu())) {
      // Given
      Random random = new Random(3);
      float[] values = new float[3 * network.featureSize() * POSITIONS];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      NDArray features = manager.create(values, new Shape(3, network.featureSize(), 4, 5));
      NetworkInTraining trainee =
          new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING);

      // When
      NDArray loss = new PositionArm(MetricLoss.POSITIONS).oods(trainee, features, features);

      // Then
      float[] maps = network.positionLogits(features).toFloatArray();
      double expected = 0;
      for (int map = 0; map < 6; map++) {
        float[] logits = Arrays.copyOfRange(maps, map * POSITIONS, (map + 1) * POSITIONS);
        Arrays.sort(logits);
        for (int i = POSITIONS - 4; i < POSITIONS; i++) {
          expected += Math.max(0, logits[i] + .5) / 4 / 6;
        }
      }
      assertThat((double) loss.getFloat()).isCloseTo(expected, within(1e-5));
    }
  }

  /** So that the loss at positions and the metric loss can be had together. */
  @Test
  void arePartOfWoodAndPredictedClassWhereTheShareIsGiven() {
    try (NDManager manager = Devices.manager(Device.cpu());
        Classifier network = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu())) {
      NDArray features = manager.zeros(new Shape(1, network.featureSize(), 2, 2));
      NDArray logits = manager.zeros(new Shape(1, 2));
      NetworkInTraining trainee =
          new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING);

      for (Arm arm : List.of(Arm.WOOD, Arm.PREDICTED_CLASS)) {
        assertThat(
                TrainingArm.of(parameters(arm, MetricLoss.POSITIONS))
                    .oods(trainee, features, logits)
                    .getFloat())
            .as("max(0, 0 + m)")
            .isCloseTo(.5f, within(1e-6f));
        assertThat(
                TrainingArm.of(parameters(arm, MetricLoss.PAPER))
                    .oods(trainee, features, logits)
                    .getFloat())
            .as("ln 2, of plain negatives")
            .isCloseTo((float) Math.log(2), within(1e-6f));
      }
    }
  }

  @Test
  void asksForNothingBelowTheMargin() {
    try (NDManager manager = Devices.manager(Device.cpu());
        Classifier network = Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu())) {
      NDArray features = manager.zeros(new Shape(1, network.featureSize(), 2, 2));
      NetworkInTraining trainee =
          new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING);
      MetricLoss none =
          new MetricLoss(0, .2, 1, null, null, false, 1, .07, -1, 1.0, 0.0, null, null, null, null);

      assertThat(new PositionArm(none).oods(trainee, features, features).getFloat()).isZero();
      assertThat(new PositionArm(MetricLoss.POSITIONS).oods(trainee, features, features).getFloat())
          .isCloseTo(.5f, within(1e-6f));
    }
  }

  private static TrainingParameters parameters(Arm arm, MetricLoss loss) {
    return new TrainingParameters(arm, new NetworkSpec("small", 8), null, null, null, loss, 1);
  }
}

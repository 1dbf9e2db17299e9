package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.BackgroundMining;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RegionContrast;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What tests of the arms that compare positions of labelled images have in common. */
public final class ComparingArms {
  private ComparingArms() {}

  /** Settings of an arm that compares positions; the other one's are null. */
  public static MetricLoss settings(
      double oodWeight, BackgroundMining mining, RegionContrast contrast) {
    return new MetricLoss(
        0, .2, 1, null, null, true, oodWeight, 0, -1, null, null, null, null, mining, contrast);
  }

  /** All rows but the first, μ, moved by −.5 and scaled to length 1, in place. */
  static float[] directions(float[] rows, int dimension) {
    for (int row = 1; row < rows.length / dimension; row++) {
      double squares = 0;
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        rows[i] -= .5f;
        squares += rows[i] * rows[i];
      }
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        rows[i] /= (float) Math.sqrt(squares);
      }
    }
    return rows;
  }

  /**
   * The parts of an arm's loss of two labelled images and two OoDs.
   *
   * @param pixels of all four, 3 × 32 × 32 numbers each
   */
  static Map<String, NDArray> parts(
      Arm arm,
      MetricLoss settings,
      Classifier network,
      ContrastCentres centres,
      NDManager manager,
      float[] pixels) {
    TrainingParameters parameters =
        new TrainingParameters(arm, new NetworkSpec("small", 8), null, null, null, settings, 1);
    NetworkInTraining trainee =
        new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING);
    NDArray images = manager.create(pixels, new Shape(4, 3, 32, 32));
    NDArray labels = manager.create(new float[] {1, 0, 1, 1}, new Shape(2, 2));
    return new ArmLoss(parameters, trainee, Optional.empty(), Optional.of(centres))
        .evaluate(images, labels, Optional.empty(), OptionalDouble.empty())
        .parts();
  }
}

package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.weights.Parameter;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.TensorScopes;
import java.util.List;

/**
 * A network in training.
 *
 * @param network the classifier
 * @param trained its parameters that are trained
 * @param statistics of batch norm: running ones, or the batch's when the network starts from random
 *     weights
 */
public record NetworkInTraining(
    Classifier network, List<Parameter> trained, BatchNormStatistics statistics)
    implements AutoCloseable {
  /**
   * z: the mean over positions of the last stage's output.
   *
   * @param images [n, 3, H, W]
   * @return [n, D]
   */
  NDArray pooled(NDArray images) {
    return network.pooled(features(images));
  }

  /**
   * f: the last stage's output.
   *
   * @param images [n, 3, H, W]
   * @return [n, D, h, w]
   */
  NDArray features(NDArray images) {
    return network.features(images, statistics);
  }

  /** False when a weight or a statistic is not a finite number. */
  public boolean isFinite() {
    try (GradientMode off = GradientMode.off()) {
      return TensorScopes.compute(
          () ->
              network.parameters().values().stream()
                  .allMatch(value -> Float.isFinite(value.sum().getFloat())));
    }
  }

  @Override
  public void close() {
    network.close();
  }
}

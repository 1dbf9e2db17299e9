package io.wood.method.loss;

import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.weights.Parameter;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.TensorScopes;
import java.util.List;

/**
 * A network in training.
 *
 * @param network it
 * @param trained its parameters that are trained
 * @param statistics running ones, or the batch's when the network starts from random weights
 */
public record NetworkInTraining(
    Classifier network, List<Parameter> trained, BatchNormStatistics statistics)
    implements AutoCloseable {
  /** False once a weight or a statistic is not a number any more. */
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

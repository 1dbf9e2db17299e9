package io.wood.method.training;

import io.wood.method.network.Classifier;
import io.wood.method.network.Parameter;
import io.wood.method.network.Statistics;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Scopes;
import java.util.List;

/**
 * A network in training.
 *
 * @param network it
 * @param trained its parameters that are trained
 * @param statistics running ones, or the batch's when the network starts from random weights
 */
record Trainee(Classifier network, List<Parameter> trained, Statistics statistics)
    implements AutoCloseable {
  /** False once a weight or a statistic is not a number any more. */
  boolean isFinite() {
    try (GradientMode off = GradientMode.off()) {
      return Scopes.compute(
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

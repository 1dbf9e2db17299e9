package io.wood.method.training;

import io.wood.method.network.Classifier;
import io.wood.method.network.Parameter;
import io.wood.method.network.Statistics;
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
  @Override
  public void close() {
    network.close();
  }
}

package io.wood.method.network.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;

/**
 * Makes a network's parameters before any training: convolutions normal with deviation √(2/fan-in),
 * which keeps the size of activations, or uniform within 1/√fan-in in heads; norms the identity,
 * the last weight of each residual branch 0, so that activations do not grow with depth; the
 * classifier normal with deviation .01.
 */
final class RandomStart {
  private static final double CLASSIFIER_DEVIATION = .01;

  private final NDManager manager;
  private final Random random;

  RandomStart(NDManager manager, long seed) {
    this.manager = manager;
    this.random = new Random(seed);
  }

  NDArray create(ParameterSpec spec) {
    Shape shape = spec.shape();
    float[] values = new float[Math.toIntExact(shape.size())];
    switch (spec.kind()) {
      case CONVOLUTION -> normal(values, Math.sqrt(2. / shape.slice(1).size()));
      case CLASSIFIER -> normal(values, CLASSIFIER_DEVIATION);
      case UNIFORM -> uniform(values, 1 / Math.sqrt((double) shape.slice(1).size()));
      case SCALE, VARIANCE -> Arrays.fill(values, 1);
      case RESIDUAL_SCALE, ZERO, SHIFT, MEAN -> Arrays.fill(values, 0);
    }
    return manager.create(values, shape);
  }

  private void normal(float[] values, double deviation) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
  }

  private void uniform(float[] values, double bound) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }
}

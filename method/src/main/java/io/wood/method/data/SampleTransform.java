package io.wood.method.data;

/**
 * Turns a sample into the input of the network.
 *
 * @param <T> the sample
 */
@FunctionalInterface
public interface SampleTransform<T> {
  /**
   * Resizes, normalises and places a sample on the square canvas.
   *
   * @param sample an image of any size
   * @param randomness seed of every random choice
   */
  NetworkInput of(T sample, long randomness);
}

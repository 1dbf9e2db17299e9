package io.wood.method.data;

import io.wood.method.image.UnusableImageException;

/**
 * A fixed list of samples that are read when they are needed. Implementations must support calls
 * from several threads at once.
 *
 * @param <T> an image, or an image with its labels
 */
public interface SampleSource<T> {
  /** Number of samples. */
  int size();

  /** The image's SHA-256, 64 hexadecimal digits; makes the order of OoDs reproducible. */
  String id(int index);

  /**
   * Reads and decodes a sample.
   *
   * @throws UnusableImageException when it cannot be used; training reports it and continues
   */
  T load(int index) throws UnusableImageException;
}

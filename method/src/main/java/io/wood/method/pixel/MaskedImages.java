package io.wood.method.pixel;

import io.wood.method.image.UnusableImageException;

/**
 * A fixed list of images with labels that are read when they are needed. Implementations must bear
 * calls from several threads at once.
 */
public interface MaskedImages {
  /** Number of images. */
  int size();

  /** The image's SHA-256. */
  String id(int index);

  /**
   * Reads an image and its labels.
   *
   * @throws UnusableImageException when either cannot be used; training names it and goes on
   */
  MaskedImage load(int index) throws UnusableImageException;
}

package io.wood.method.data;

import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;

/**
 * A fixed list of images that are read when they are needed. Implementations must bear calls from
 * several threads at once.
 */
public interface ImageSource {
  /** A source without images. */
  ImageSource EMPTY =
      new ImageSource() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public String id(int index) {
          throw new IndexOutOfBoundsException("no images");
        }

        @Override
        public RgbImage load(int index) {
          throw new IndexOutOfBoundsException("no images");
        }
      };

  /** Number of images. */
  int size();

  /** The image's SHA-256, 64 hexadecimal digits; what makes the order of OoDs reproducible. */
  String id(int index);

  /**
   * Reads and decodes an image.
   *
   * @throws UnusableImageException when it cannot be decoded; training names it and goes on
   */
  RgbImage load(int index) throws UnusableImageException;
}

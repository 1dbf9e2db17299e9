package io.wood.method.data.augment;

import io.wood.method.image.RgbImage;
import java.nio.ByteBuffer;

/**
 * A part of an image.
 *
 * @param left column of its left edge, pixels
 * @param top row of its upper edge, pixels
 * @param width pixels
 * @param height pixels
 */
public record ImageWindow(int left, int top, int width, int height) {
  private static final int BYTES = 4 * Integer.BYTES;

  /** The pixels of the window, a copy. */
  public RgbImage of(RgbImage image) {
    return image.part(left, top, width, height);
  }

  /** What {@link #toBytes} wrote. */
  public static ImageWindow stored(byte[] bytes) {
    ByteBuffer numbers = ByteBuffer.wrap(bytes);
    return new ImageWindow(numbers.getInt(), numbers.getInt(), numbers.getInt(), numbers.getInt());
  }

  /** The four numbers, 16 bytes. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putInt(left).putInt(top).putInt(width).putInt(height).array();
  }
}

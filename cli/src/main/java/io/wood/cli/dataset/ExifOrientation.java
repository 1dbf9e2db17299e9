package io.wood.cli.dataset;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the orientation that a camera wrote into a JPEG file (EXIF tag 0x0112): 1 is as stored, 3,
 * 6 and 8 are turned, the others mirrored.
 */
final class ExifOrientation {
  private static final int STORED = 1;
  private static final int ORIENTATION = 0x0112;

  private ExifOrientation() {}

  /** The orientation; 1 without any. */
  static int of(byte[] file) {
    try {
      ByteBuffer in = ByteBuffer.wrap(file);
      if (in.getShort() != (short) 0xffd8) {
        return STORED;
      }
      while (true) {
        int marker = in.getShort() & 0xffff;
        int end = in.position() + (in.getShort() & 0xffff);
        // The picture begins: there are no more segments of text.
        if (marker < 0xff01 || marker == 0xffda) {
          return STORED;
        }
        if (marker == 0xffe1 && in.getInt() == 0x45786966) {
          return orientation(in.position(in.position() + 2).slice());
        }
        in.position(end);
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The decoder says what is wrong with a damaged file.
      return STORED;
    }
  }

  /** The first directory of a TIFF structure: entries of tag, type, count, value. */
  private static int orientation(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : STORED;
      }
    }
    return STORED;
  }
}

package io.wood.method.image;

import io.wood.contracts.artifact.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the orientation tag of a file: in the EXIF data of JPEG, PNG and WebP, in a TIFF itself.
 */
final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int PNG_SIGNATURE = 8;
  private static final int RIFF_HEADER = 12;

  private ExifOrientation() {}

  /** The orientation; upright for a file that does not say, or says it in damaged data. */
  static Orientation of(byte[] file, ImageFormat format) {
    Optional<Integer> exif =
        switch (format) {
          case JPEG -> new JpegSegments(file).exif();
          case PNG -> chunk(file, ByteOrder.BIG_ENDIAN, PNG_SIGNATURE, "eXIf");
          case WEBP -> chunk(file, ByteOrder.LITTLE_ENDIAN, RIFF_HEADER, "EXIF");
          case TIFF -> Optional.of(0);
          case GIF, BMP -> Optional.empty();
        };
    return exif.map(from -> read(file, from)).orElse(Orientation.UPRIGHT);
  }

  /**
   * The offset of a chunk's content. PNG has length, name, content and checksum in big-endian
   * order; WebP has name, length and content, padded to an even length, in little-endian order.
   */
  private static Optional<Integer> chunk(byte[] file, ByteOrder order, int first, String name) {
    boolean png = order == ByteOrder.BIG_ENDIAN;
    ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
    long at = first;
    while (at + 8 <= file.length) {
      long length = Integer.toUnsignedLong(bytes.getInt((int) at + (png ? 0 : 4)));
      if (name.equals(text(file, (int) at + (png ? 4 : 0), 4))) {
        return Optional.of((int) at + 8);
      }
      at += 8 + length + (png ? 4 : (length & 1));
    }
    return Optional.empty();
  }

  /** Reads the first directory of a TIFF header; some writers put JPEG's name in front of it. */
  private static Orientation read(byte[] file, int from) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int begin = text(file, from, 6).equals("Exif\0\0") ? from + 6 : from;
    try {
      bytes.order(file[begin] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = Math.addExact(begin, bytes.getInt(begin + 4));
      int entries = Short.toUnsignedInt(bytes.getShort(directory));
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + i * ENTRY_BYTES;
        if (Short.toUnsignedInt(bytes.getShort(entry)) == TAG) {
          return Orientation.of(Short.toUnsignedInt(bytes.getShort(entry + 8)));
        }
      }
      return Orientation.UPRIGHT;
    } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
      return Orientation.UPRIGHT;
    }
  }

  private static String text(byte[] file, int from, int length) {
    int end = Math.min(file.length, from + length);
    return from >= end ? "" : new String(file, from, end - from, StandardCharsets.ISO_8859_1);
  }
}

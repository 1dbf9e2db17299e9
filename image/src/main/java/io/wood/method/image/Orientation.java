package io.wood.method.image;

/**
 * How a camera was held: the EXIF tag 0x0112. Its names say what turns the stored pixels into the
 * picture that the photographer saw.
 */
enum Orientation {
  /** Nothing to do. */
  UPRIGHT(false),
  /** Mirrored left to right. */
  MIRRORED(false),
  /** Turned by 180°. */
  TURNED_180(false),
  /** Mirrored top to bottom. */
  FLIPPED(false),
  /** Mirrored at the diagonal from the upper left. */
  TRANSPOSED(true),
  /** Turned right by 90°. */
  TURNED_RIGHT(true),
  /** Mirrored at the diagonal from the upper right. */
  TRANSVERSED(true),
  /** Turned left by 90°. */
  TURNED_LEFT(true);

  private final boolean swapsSides;

  Orientation(boolean swapsSides) {
    this.swapsSides = swapsSides;
  }

  /** The orientation of a tag's value, 1 to 8; upright for any other value. */
  static Orientation of(int tag) {
    return tag >= 1 && tag <= values().length ? values()[tag - 1] : UPRIGHT;
  }

  /** The size of the picture from that of the stored pixels. */
  ImageSize of(ImageSize stored) {
    return swapsSides ? stored.swapped() : stored;
  }

  /** The picture from the stored pixels. */
  RgbImage of(RgbImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int right = stored.width() - 1;
    int bottom = stored.height() - 1;
    int width = swapsSides ? stored.height() : stored.width();
    int height = swapsSides ? stored.width() : stored.height();
    byte[] from = stored.bytes();
    byte[] bytes = new byte[from.length];
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < width; x++, to += 3) {
        int column = swapsSides ? y : x;
        int row = swapsSides ? x : y;
        boolean fromRight =
            this == MIRRORED || this == TURNED_180 || this == TRANSVERSED || this == TURNED_LEFT;
        boolean fromBottom =
            this == TURNED_180 || this == FLIPPED || this == TURNED_RIGHT || this == TRANSVERSED;
        int at =
            3
                * ((fromBottom ? bottom - row : row) * stored.width()
                    + (fromRight ? right - column : column));
        bytes[to] = from[at];
        bytes[to + 1] = from[at + 1];
        bytes[to + 2] = from[at + 2];
      }
    }
    return new RgbImage(width, height, bytes);
  }
}

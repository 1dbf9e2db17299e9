package io.wood.method.data.augment;

import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The region M of an image's objects, with a margin: where a CAM of a labelled class exceeds
 * {@value #THRESHOLD} of its maximum, dilated by 8/125 of the image's long side, which is 32 pixels
 * of 500, and then fading over 2/125, 8 pixels of 500. The weight of a pixel is 1 in the dilated
 * region, 0 beyond the fading, and linear in the distance between; distances are Euclidean, between
 * the middles of cells of 1/125 of the long side, bilinear between these.
 *
 * <p>One bit a cell is kept, about 1.5 KB an image.
 */
public final class ObjectRegion {
  private static final float THRESHOLD = .3f;

  /** Cells of the long side. */
  private static final int CELLS = 125;

  /** In cells, as the fading. */
  private static final int DILATION = 8;

  private static final int FADING = 2;

  private final int rows;
  private final int columns;
  private final BitSet objects;

  private ObjectRegion(int rows, int columns, BitSet objects) {
    this.rows = rows;
    this.columns = columns;
    this.objects = objects;
  }

  /**
   * The region of an image.
   *
   * @param maps CAMs of its classes, each between 0 and 1, over the whole image, [n, h, w]
   * @param width of the image, pixels
   * @param height of the image, pixels
   * @return empty where no CAM exceeds the threshold
   */
  public static Optional<ObjectRegion> of(ImagePlanes maps, int width, int height) {
    int rows = cells(height, width);
    int columns = cells(width, height);
    ImagePlanes cells = maps.resized(rows, columns);
    BitSet objects = new BitSet(cells.area());
    for (int i = 0; i < cells.values().length; i++) {
      if (cells.values()[i] > THRESHOLD) {
        objects.set(i % cells.area());
      }
    }
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(new ObjectRegion(rows, columns, objects));
  }

  private static int cells(int side, int other) {
    return Math.max(1, Math.round(CELLS * side / (float) Math.max(side, other)));
  }

  /** What {@link #toBytes} wrote. */
  public static ObjectRegion stored(byte[] bytes) {
    return new ObjectRegion(
        bytes[0], bytes[1], BitSet.valueOf(Arrays.copyOfRange(bytes, 2, bytes.length)));
  }

  /** Rows, columns and a bit for each cell. */
  public byte[] toBytes() {
    byte[] bits = objects.toByteArray();
    byte[] bytes = new byte[2 + bits.length];
    bytes[0] = (byte) rows;
    bytes[1] = (byte) columns;
    System.arraycopy(bits, 0, bytes, 2, bits.length);
    return bytes;
  }

  /** M for every pixel of the image, 0 to 1, [1, height, width]. */
  ImagePlanes weights(int width, int height) {
    ImagePlanes weights = new ImagePlanes(1, rows, columns);
    int[] inColumn = distancesInColumns();
    for (int i = 0; i < weights.area(); i++) {
      double beyond = Math.sqrt(square(inColumn, i)) - DILATION;
      weights.values()[i] = (float) Math.max(0, Math.min(1, 1 - beyond / FADING));
    }
    return weights.resized(height, width);
  }

  /** Cells to the next object in the same column; a large number without one. */
  private int[] distancesInColumns() {
    int[] distances = new int[rows * columns];
    for (int i = 0; i < distances.length; i++) {
      int above = i < columns ? CELLS : distances[i - columns] + 1;
      distances[i] = objects.get(i) ? 0 : above;
    }
    for (int i = distances.length - 1 - columns; i >= 0; i--) {
      distances[i] = Math.min(distances[i], distances[i + columns] + 1);
    }
    return distances;
  }

  /** Squared distance to the next object, as far as it matters. */
  private int square(int[] inColumn, int cell) {
    int reach = DILATION + FADING;
    int column = cell % columns;
    int square = reach * reach;
    for (int dx = Math.max(-reach, -column); dx <= Math.min(reach, columns - 1 - column); dx++) {
      square = Math.min(square, dx * dx + inColumn[cell + dx] * inColumn[cell + dx]);
    }
    return square;
  }
}

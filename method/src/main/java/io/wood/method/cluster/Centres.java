package io.wood.method.cluster;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Centres in feature space. An empty one (no class image, an empty cluster) is a row of zeros that
 * is marked absent: no distance to it ever counts.
 */
public final class Centres {
  private final NDArray rows;
  private final NDArray present;
  private final int presentCount;

  private Centres(NDArray rows, NDArray present) {
    this(rows, present, count(present));
  }

  private Centres(NDArray rows, NDArray present, int presentCount) {
    this.rows = rows;
    this.present = present;
    this.presentCount = presentCount;
  }

  private static int count(NDArray present) {
    float count = 0;
    for (float one : present.toFloatArray()) {
      count += one;
    }
    return (int) count;
  }

  /**
   * Copies centres into a manager.
   *
   * @param manager owner of the copy, on its device
   * @param count how many
   * @param dimension D
   * @param values count × D, row-major
   * @param counts members of each; 0 marks it absent
   */
  public static Centres of(
      NDManager manager, int count, int dimension, float[] values, int[] counts) {
    float[] present = new float[count];
    for (int k = 0; k < count; k++) {
      present[k] = counts[k] > 0 ? 1 : 0;
    }
    return new Centres(
        manager.create(values, new Shape(count, dimension)),
        manager.create(present, new Shape(1, count)));
  }

  /** Centres from stored arrays: {@code rows} [P, D] and {@code present} [1, P]. */
  public static Centres stored(NDArray rows, NDArray present) {
    // Copies, because arrays from a file share the memory that it was read into.
    return new Centres(rows.duplicate(), present.duplicate());
  }

  /**
   * The same centres in another space.
   *
   * @param moved [P, E]
   */
  public Centres at(NDArray moved) {
    return new Centres(moved, present, presentCount);
  }

  /** [P, D]. */
  public NDArray rows() {
    return rows;
  }

  /** [1, P], 1 where the centre exists. */
  public NDArray present() {
    return present;
  }

  /** P, absent ones included. */
  public int count() {
    return (int) rows.getShape().get(0);
  }

  /** How many exist. */
  public int presentCount() {
    return presentCount;
  }
}

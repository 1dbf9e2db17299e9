package io.wood.method.evaluation;

import io.wood.method.image.LabelMap;
import java.util.Arrays;

/**
 * Says where the pixels lie that a mask predicts as a class c and that are not of it: on an object
 * of another class, on background near an object of c (a blurred edge: at most {@value #NEAR}
 * pixels, one cell of a network of stride 16, from its next pixel, Euclidean), or on background far
 * from any object of c (spurious background). Pixels of truth 255 are left out, and are no object.
 * Not thread-safe.
 */
public final class FalsePositives {
  /** The distance from an object up to which background counts as near, pixels. */
  public static final int NEAR = 16;

  private long right;
  private long otherClass;
  private long near;
  private long far;

  /**
   * Shares of the pixels that are predicted as any class; they sum to 1. NaN without such pixels.
   *
   * @param right of the predicted class
   * @param otherClass on an object of another class
   * @param near on background near an object of the predicted class
   * @param far on other background
   */
  public record Shares(double right, double otherClass, double near, double far) {
    /**
     * The best precision that a better background can reach, if every far pixel were found:
     * right/(1 − far).
     */
    public double withoutFar() {
      return right / (1 - far);
    }
  }

  /** Counts one image; truth and mask are of the same size. */
  public void add(LabelMap truth, LabelMap mask) {
    byte[][] distances = new byte[ConfusionMatrix.IGNORED][];
    for (int pixel = 0; pixel < truth.labels().length; pixel++) {
      int actual = truth.labels()[pixel] & 0xff;
      int predicted = mask.labels()[pixel] & 0xff;
      boolean counted =
          actual != ConfusionMatrix.IGNORED
              && predicted != ConfusionMatrix.IGNORED
              && predicted != 0;
      if (counted && actual == predicted) {
        right++;
      } else if (counted && actual != 0) {
        otherClass++;
      } else if (counted) {
        if (distances[predicted] == null) {
          distances[predicted] = vertical(truth, predicted);
        }
        if (isNear(distances[predicted], truth, pixel)) {
          near++;
        } else {
          far++;
        }
      }
    }
  }

  /** Distance to the next pixel of the class in the same column, at most {@link #NEAR} + 1. */
  private static byte[] vertical(LabelMap truth, int label) {
    int width = truth.width();
    byte[] distance = new byte[truth.labels().length];
    Arrays.fill(distance, (byte) (NEAR + 1));
    for (int i = 0; i < distance.length; i++) {
      if ((truth.labels()[i] & 0xff) == label) {
        distance[i] = 0;
      } else if (i >= width) {
        distance[i] = (byte) Math.min(NEAR + 1, distance[i - width] + 1);
      }
    }
    for (int i = distance.length - 1 - width; i >= 0; i--) {
      distance[i] = (byte) Math.min(distance[i], distance[i + width] + 1);
    }
    return distance;
  }

  private static boolean isNear(byte[] vertical, LabelMap truth, int pixel) {
    int x = pixel % truth.width();
    int from = Math.max(-NEAR, -x);
    int to = Math.min(NEAR, truth.width() - 1 - x);
    for (int dx = from; dx <= to; dx++) {
      int dy = vertical[pixel + dx];
      if (dx * dx + dy * dy <= NEAR * NEAR) {
        return true;
      }
    }
    return false;
  }

  /** The shares of all pixels so far. */
  public Shares shares() {
    double all = right + otherClass + near + far;
    return new Shares(right / all, otherClass / all, near / all, far / all);
  }
}

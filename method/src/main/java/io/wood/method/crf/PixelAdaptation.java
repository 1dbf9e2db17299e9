package io.wood.method.crf;

import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pixel-adaptive refinement (PAR; Ru, Zhan, Yu, Du, "Learning Affinity from Attention", CVPR 2022):
 * every value becomes, again and again, the mean of its 8 neighbours at several distances, weighted
 * by how alike their colours are.
 *
 * <p>Weight of a neighbour n: softmax over all neighbours of −mean over channels of (|I_n −
 * I|/(.3·(σ + 1e-8)))², σ the standard deviation of the neighbours' values of that channel, plus
 * .01 times the softmax of −(d/(.3·(σ_d + 1e-8)))², d the distances; divided by 1.01, so that the
 * weights add up to 1 and a constant plane stays constant. Neighbours beyond the border are those
 * at the border. Thread-safe.
 */
public final class PixelAdaptation {
  private static final int[] DISTANCES = {1, 2, 4, 8, 12, 24};
  private static final int MARGIN = 24;
  private static final int[][] DIRECTIONS = {
    {-1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {0, 1}, {1, -1}, {1, 0}, {1, 1}
  };
  private static final int NEIGHBOURS = DISTANCES.length * DIRECTIONS.length;
  private static final int ITERATIONS = 10;
  private static final double SHARPNESS = .3;
  private static final float POSITION_WEIGHT = .01f;
  private static final float COLOUR_SHARE = 1 / (1 + POSITION_WEIGHT);
  private static final double TINY = 1e-8;

  private final int height;
  private final int width;

  /** By neighbour, then by pixel, so that a row of pixels is a row of products. */
  private final float[][] weights;

  /** Prepares an image: 192 bytes a pixel. */
  public PixelAdaptation(RgbImage image) {
    this.height = image.height();
    this.width = image.width();
    this.weights = new float[NEIGHBOURS][height * width];
    List<float[]> channels = IntStream.range(0, 3).mapToObj(c -> channel(image, c)).toList();
    float[] positions = positions();
    IntStream.range(0, height).parallel().forEach(y -> weigh(channels, y, positions));
  }

  /** The refined maps, of the image's size. */
  public ImagePlanes refine(ImagePlanes maps) {
    if (maps.height() != height || maps.width() != width) {
      throw new IllegalArgumentException(
          "the maps are %dx%d, their image is %dx%d"
              .formatted(maps.width(), maps.height(), width, height));
    }
    float[] current = maps.values();
    for (int i = 0; i < ITERATIONS; i++) {
      float[] to = new float[current.length];
      for (int plane = 0; plane < maps.channels(); plane++) {
        float[] from = bordered(current, plane * maps.area());
        int start = plane * maps.area();
        IntStream.range(0, height).parallel().forEach(y -> average(from, y, to, start));
      }
      current = to;
    }
    return new ImagePlanes(maps.channels(), height, width, current);
  }

  private void average(float[] from, int y, float[] to, int start) {
    int pixel = y * width;
    for (int n = 0; n < NEIGHBOURS; n++) {
      float[] weight = weights[n];
      int neighbour = neighbour(y, n);
      for (int x = 0; x < width; x++) {
        to[start + pixel + x] += weight[pixel + x] * from[neighbour + x];
      }
    }
  }

  /** Where the neighbours of a row begin in a bordered plane. */
  private int neighbour(int y, int n) {
    int distance = DISTANCES[n / DIRECTIONS.length];
    int[] direction = DIRECTIONS[n % DIRECTIONS.length];
    return (y + MARGIN + distance * direction[0]) * (width + 2 * MARGIN)
        + MARGIN
        + distance * direction[1];
  }

  /** A plane with its border repeated {@link #MARGIN} times on each side. */
  private float[] bordered(float[] values, int start) {
    int columns = width + 2 * MARGIN;
    float[] bordered = new float[Math.multiplyExact(height + 2 * MARGIN, columns)];
    for (int row = 0; row < height + 2 * MARGIN; row++) {
      int from = start + Math.max(0, Math.min(height - 1, row - MARGIN)) * width;
      int to = row * columns;
      Arrays.fill(bordered, to, to + MARGIN, values[from]);
      System.arraycopy(values, from, bordered, to + MARGIN, width);
      Arrays.fill(bordered, to + MARGIN + width, to + columns, values[from + width - 1]);
    }
    return bordered;
  }

  private float[] channel(RgbImage image, int channel) {
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.bytes()[3 * i + channel] & 0xff;
    }
    return bordered(values, 0);
  }

  private void weigh(List<float[]> channels, int y, float[] positions) {
    float[][] scores = new float[NEIGHBOURS][width];
    channels.forEach(values -> score(values, y, scores));
    Softmax.apply(scores);
    for (int n = 0; n < NEIGHBOURS; n++) {
      float[] weight = weights[n];
      float[] score = scores[n];
      for (int x = 0; x < width; x++) {
        weight[y * width + x] = score[x] * COLOUR_SHARE + positions[n];
      }
    }
  }

  /** Subtracts a channel's squared differences from the scores of a row. */
  private void score(float[] values, int y, float[][] scores) {
    float[] factors = factors(values, y);
    int pixel = (y + MARGIN) * (width + 2 * MARGIN) + MARGIN;
    for (int n = 0; n < NEIGHBOURS; n++) {
      int neighbour = neighbour(y, n);
      float[] score = scores[n];
      for (int x = 0; x < width; x++) {
        float gap = values[neighbour + x] - values[pixel + x];
        score[x] -= gap * gap * factors[x];
      }
    }
  }

  /**
   * 1/(3·(.3·(σ + 1e-8))²) of each pixel in a row, σ the sample standard deviation of its
   * neighbours. Sums of 48 whole numbers below 256, and of their squares, are exact in a float.
   */
  private float[] factors(float[] values, int y) {
    float[] sums = new float[width];
    float[] squares = new float[width];
    for (int n = 0; n < NEIGHBOURS; n++) {
      int neighbour = neighbour(y, n);
      for (int x = 0; x < width; x++) {
        float value = values[neighbour + x];
        sums[x] += value;
        squares[x] += value * value;
      }
    }
    float[] factors = new float[width];
    for (int x = 0; x < width; x++) {
      double sum = sums[x];
      double variance = (squares[x] - sum * sum / NEIGHBOURS) / (NEIGHBOURS - 1);
      double scale = SHARPNESS * (Math.sqrt(Math.max(0, variance)) + TINY);
      factors[x] = (float) (1 / (3 * scale * scale));
    }
    return factors;
  }

  /** What each neighbour's distance adds to its weight. */
  private static float[] positions() {
    double[] distances = new double[NEIGHBOURS];
    double mean = 0;
    for (int n = 0; n < NEIGHBOURS; n++) {
      int[] direction = DIRECTIONS[n % DIRECTIONS.length];
      distances[n] = DISTANCES[n / DIRECTIONS.length] * Math.hypot(direction[0], direction[1]);
      mean += distances[n] / NEIGHBOURS;
    }
    double squares = 0;
    for (double distance : distances) {
      squares += (distance - mean) * (distance - mean);
    }
    double scale = SHARPNESS * (Math.sqrt(squares / (NEIGHBOURS - 1)) + TINY);
    float[][] scores = new float[NEIGHBOURS][1];
    for (int n = 0; n < NEIGHBOURS; n++) {
      scores[n][0] = (float) (-(distances[n] / scale) * (distances[n] / scale));
    }
    Softmax.apply(scores);
    float[] added = new float[NEIGHBOURS];
    for (int n = 0; n < NEIGHBOURS; n++) {
      added[n] = scores[n][0] * POSITION_WEIGHT * COLOUR_SHARE;
    }
    return added;
  }
}

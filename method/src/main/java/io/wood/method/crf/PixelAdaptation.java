package io.wood.method.crf;

import io.wood.method.image.RgbImage;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
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
  private static final int[][] DIRECTIONS = {
    {-1, -1}, {-1, 0}, {-1, 1}, {0, -1}, {0, 1}, {1, -1}, {1, 0}, {1, 1}
  };
  private static final int NEIGHBOURS = DISTANCES.length * DIRECTIONS.length;
  private static final int ITERATIONS = 10;
  private static final double SHARPNESS = .3;
  private static final double POSITION_WEIGHT = .01;
  private static final double TINY = 1e-8;

  private final RgbImage image;
  private final int height;
  private final int width;
  private final float[] weights;

  /** Prepares an image: 192 bytes a pixel. */
  public PixelAdaptation(RgbImage image) {
    this.image = image;
    this.height = image.height();
    this.width = image.width();
    this.weights = new float[Math.multiplyExact(height * width, NEIGHBOURS)];
    double[] positions = positions();
    IntStream.range(0, height).parallel().forEach(y -> weigh(y, positions));
  }

  /** The refined maps, of the image's size. */
  public ImagePlanes refine(ImagePlanes maps) {
    if (maps.height() != height || maps.width() != width) {
      throw new IllegalArgumentException(
          "the maps are %dx%d, their image is %dx%d"
              .formatted(maps.width(), maps.height(), width, height));
    }
    ImagePlanes current = maps;
    for (int i = 0; i < ITERATIONS; i++) {
      ImagePlanes from = current;
      ImagePlanes to = new ImagePlanes(maps.channels(), height, width);
      IntStream.range(0, maps.channels() * height)
          .parallel()
          .forEach(row -> average(from, to, row));
      current = to;
    }
    return current;
  }

  private void average(ImagePlanes from, ImagePlanes to, int row) {
    int plane = row / height * from.area();
    int y = row % height;
    for (int x = 0; x < width; x++) {
      int at = (y * width + x) * NEIGHBOURS;
      float sum = 0;
      for (int n = 0; n < NEIGHBOURS; n++) {
        sum += weights[at + n] * from.values()[plane + neighbour(y, x, n)];
      }
      to.values()[plane + y * width + x] = sum;
    }
  }

  private int neighbour(int y, int x, int n) {
    int distance = DISTANCES[n / DIRECTIONS.length];
    int[] direction = DIRECTIONS[n % DIRECTIONS.length];
    int row = Math.max(0, Math.min(height - 1, y + distance * direction[0]));
    int column = Math.max(0, Math.min(width - 1, x + distance * direction[1]));
    return row * width + column;
  }

  private void weigh(int y, double[] positions) {
    double[][] values = new double[3][NEIGHBOURS];
    double[] scores = new double[NEIGHBOURS];
    for (int x = 0; x < width; x++) {
      Arrays.fill(scores, 0);
      for (int channel = 0; channel < 3; channel++) {
        for (int n = 0; n < NEIGHBOURS; n++) {
          values[channel][n] = image.bytes()[3 * neighbour(y, x, n) + channel] & 0xff;
        }
        double own = image.at(x, y, channel);
        double scale = SHARPNESS * (deviation(values[channel]) + TINY);
        for (int n = 0; n < NEIGHBOURS; n++) {
          double gap = (values[channel][n] - own) / scale;
          scores[n] -= gap * gap / 3;
        }
      }
      softmax(scores);
      int at = (y * width + x) * NEIGHBOURS;
      for (int n = 0; n < NEIGHBOURS; n++) {
        weights[at + n] =
            (float) ((scores[n] + POSITION_WEIGHT * positions[n]) / (1 + POSITION_WEIGHT));
      }
    }
  }

  private static double[] positions() {
    double[] distances = new double[NEIGHBOURS];
    for (int n = 0; n < NEIGHBOURS; n++) {
      int[] direction = DIRECTIONS[n % DIRECTIONS.length];
      distances[n] = DISTANCES[n / DIRECTIONS.length] * Math.hypot(direction[0], direction[1]);
    }
    double scale = SHARPNESS * (deviation(distances) + TINY);
    double[] scores = new double[NEIGHBOURS];
    for (int n = 0; n < NEIGHBOURS; n++) {
      scores[n] = -(distances[n] / scale) * (distances[n] / scale);
    }
    softmax(scores);
    return scores;
  }

  /** The sample standard deviation. */
  private static double deviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  private static void softmax(double[] scores) {
    double max = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int n = 0; n < scores.length; n++) {
      scores[n] = Math.exp(scores[n] - max);
      sum += scores[n];
    }
    for (int n = 0; n < scores.length; n++) {
      scores[n] /= sum;
    }
  }
}

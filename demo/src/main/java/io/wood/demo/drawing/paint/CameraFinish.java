package io.wood.demo.drawing.paint;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/** Simulates a camera: light, colour cast, blur, noise; the same distribution for every kind. */
public final class CameraFinish {
  private CameraFinish() {}

  public static BufferedImage apply(LayeredPicture picture, Random random) {
    int width = picture.width();
    int height = picture.height();
    float[] plane = picture.reduced();
    if (random.nextDouble() < .35) {
      plane = softened(plane, width, height, (float) (.08 + .14 * random.nextDouble()));
    }
    double gamma = Math.exp(Math.max(-.45, Math.min(.35, .2 * random.nextGaussian())));
    double gain = 1.02 + .08 * random.nextGaussian();
    double warmth = .06 * random.nextGaussian();
    double colour = 1 - .35 * Math.abs(random.nextGaussian()) * random.nextDouble();
    double slantX = .14 * random.nextGaussian();
    double slantY = .14 * random.nextGaussian();
    double noise = 1.5 + 6 * random.nextDouble() * random.nextDouble();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    double[] cast = {1 + warmth, 1, 1 - warmth};
    double[] curve = curve(gamma);
    long grains = random.nextLong();
    for (int i = 0; i < pixels.length; i++) {
      int column = i % width;
      int row = i / width;
      double light =
          gain * (1 + slantX * (2.0 * column / width - 1) + slantY * (2.0 * row / height - 1));
      double grey = (plane[i * 3] + plane[i * 3 + 1] + plane[i * 3 + 2]) / 3;
      double grain = noise * grain(grains + i * 4L);
      int packed = 0;
      for (int c = 0; c < 3; c++) {
        double value = grey + colour * (plane[i * 3 + c] - grey);
        value = curve[ColourTint.channel(value)] * light * cast[c];
        packed =
            packed << 8
                | ColourTint.channel(value + grain + .4 * noise * grain(grains + i * 4L + c + 1));
      }
      pixels[i] = packed;
    }
    return image;
  }

  private static double[] curve(double gamma) {
    double[] curve = new double[256];
    for (int value = 0; value < 256; value++) {
      curve[value] = 255 * Math.pow(value / 255.0, gamma);
    }
    return curve;
  }

  /** Nearly normal, from a hash: the sum of eight bytes, with mean 0 and deviation 1. */
  private static double grain(long index) {
    long bits = ValueNoise.scramble(index * 0x9E3779B97F4A7C15L);
    int sum = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      sum += (int) (bits >>> shift & 255);
    }
    return (sum - 1020) / 209.0;
  }

  /** A cross-shaped blur: each neighbour weighs {@code share}. */
  private static float[] softened(float[] plane, int width, int height, float share) {
    float[] result = plane.clone();
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        for (int c = 0; c < 3; c++) {
          int at = (y * width + x) * 3 + c;
          float around =
              plane[at - 3] + plane[at + 3] + plane[at - 3 * width] + plane[at + 3 * width];
          result[at] = (1 - 4 * share) * plane[at] + share * around;
        }
      }
    }
    return result;
  }
}

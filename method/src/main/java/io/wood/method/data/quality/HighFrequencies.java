package io.wood.method.data.quality;

/**
 * The share of the spectrum's energy above half the Nyquist frequency:
 *
 * <p>Σ_{|ω| {@literal >} ¼} |F(ω)|² / Σ |F(ω)|², ω in cycles per pixel,
 *
 * <p>of the plane less its mean, under a Hann window: without it the jump between opposite borders
 * would count as detail.
 */
final class HighFrequencies {
  private static final int SIDE = ImageQuality.SIDE;

  /** A quarter of a cycle per pixel, in steps of the transform. */
  private static final int HALF_NYQUIST = SIDE / 4;

  private static final FourierTransform TRANSFORM = new FourierTransform(SIDE);

  private HighFrequencies() {}

  /**
   * The share, 0 to 1; 0 of a plane without any contrast.
   *
   * @param light no side above {@link ImageQuality#SIDE}
   */
  static double of(LightPlane light) {
    double[][] real = windowed(light);
    double[][] imaginary = new double[SIDE][SIDE];
    transform(real, imaginary);
    double[][] columns = transposed(real);
    double[][] imaginaryColumns = transposed(imaginary);
    transform(columns, imaginaryColumns);
    double all = 0;
    double high = 0;
    for (int u = 0; u < SIDE; u++) {
      for (int v = 0; v < SIDE; v++) {
        double energy =
            columns[u][v] * columns[u][v] + imaginaryColumns[u][v] * imaginaryColumns[u][v];
        int square = frequency(u) * frequency(u) + frequency(v) * frequency(v);
        all += energy;
        high += square > HALF_NYQUIST * HALF_NYQUIST ? energy : 0;
      }
    }
    return all > 1e-6 ? high / all : 0;
  }

  private static int frequency(int index) {
    return Math.min(index, SIDE - index);
  }

  private static double[][] windowed(LightPlane light) {
    double[][] plane = new double[SIDE][SIDE];
    double mean = light.mean();
    for (int y = 0; y < light.height(); y++) {
      double row = hann(y, light.height());
      for (int x = 0; x < light.width(); x++) {
        plane[y][x] = (light.at(x, y) - mean) * row * hann(x, light.width());
      }
    }
    return plane;
  }

  private static double hann(int at, int length) {
    double sine = Math.sin(Math.PI * (at + .5) / length);
    return sine * sine;
  }

  private static void transform(double[][] real, double[][] imaginary) {
    for (int row = 0; row < SIDE; row++) {
      TRANSFORM.apply(real[row], imaginary[row]);
    }
  }

  private static double[][] transposed(double[][] plane) {
    double[][] turned = new double[SIDE][SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        turned[x][y] = plane[y][x];
      }
    }
    return turned;
  }
}

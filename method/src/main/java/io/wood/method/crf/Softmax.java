package io.wood.method.crf;

/**
 * exp(eᵢ − max e)/Σ, in place, with an exponential that is accurate to the last digits of float32.
 */
final class Softmax {
  private static final float LOG2_E = 1.442695f;
  private static final float MIN_EXPONENT = -87;

  private Softmax() {}

  /** Per position, over the labels: {@code energies[label][position]}. */
  static void apply(float[][] energies) {
    int count = energies[0].length;
    float[] max = energies[0].clone();
    for (float[] energy : energies) {
      for (int i = 0; i < count; i++) {
        max[i] = Math.max(max[i], energy[i]);
      }
    }
    float[] sum = new float[count];
    for (float[] energy : energies) {
      for (int i = 0; i < count; i++) {
        energy[i] = exp(energy[i] - max[i]);
        sum[i] += energy[i];
      }
    }
    for (float[] energy : energies) {
      for (int i = 0; i < count; i++) {
        energy[i] /= sum[i];
      }
    }
  }

  /**
   * e^x for x ≤ 0: 2^n by writing the exponent, times the Taylor series of 2^f, |f| ≤ ½. Several
   * times faster than the library's double.
   */
  static float exp(float x) {
    if (x < MIN_EXPONENT) {
      return 0;
    }
    float power = x * LOG2_E;
    int whole = (int) (power - .5f);
    float f = (power - whole) * .6931472f;
    float series = 1 / 120f + f / 720;
    series = 1 / 24f + f * series;
    series = 1 / 6f + f * series;
    series = .5f + f * series;
    series = 1 + f * (1 + f * series);
    return series * Float.intBitsToFloat((whole + 127) << 23);
  }
}

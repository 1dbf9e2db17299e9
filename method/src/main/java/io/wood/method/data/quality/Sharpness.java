package io.wood.method.data.quality;

/**
 * ln(1 + variance of ∇²I), ∇²I = I(x−1, y) + I(x+1, y) + I(x, y−1) + I(x, y+1) − 4·I(x, y) inside
 * the border. The logarithm, because a few pictures full of grass would otherwise have all the
 * weight in a regression.
 */
final class Sharpness {
  private Sharpness() {}

  static double of(LightPlane light) {
    double sum = 0;
    double squares = 0;
    for (int y = 1; y < light.height() - 1; y++) {
      for (int x = 1; x < light.width() - 1; x++) {
        double across = light.at(x - 1, y) + light.at(x + 1, y);
        double down = light.at(x, y - 1) + light.at(x, y + 1);
        double value = across + down - 4 * light.at(x, y);
        sum += value;
        squares += value * value;
      }
    }
    double count = (light.width() - 2.0) * (light.height() - 2.0);
    double mean = sum / count;
    return light.width() < 3 || light.height() < 3
        ? 0
        : Math.log1p(Math.max(0, squares / count - mean * mean));
  }
}

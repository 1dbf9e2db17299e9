package io.wood.method.tensor;

/**
 * Resizes planes bilinearly with unaligned corners and without antialiasing: output cell o reads at
 * {@code max((o + .5)·in/out − .5, 0)}, neighbours clamped to the last cell.
 */
final class BilinearSampling {
  private final int[] first;
  private final int[] second;
  private final float[] weight;

  private BilinearSampling(int from, int to) {
    first = new int[to];
    second = new int[to];
    weight = new float[to];
    float scale = (float) from / to;
    for (int o = 0; o < to; o++) {
      float source = Math.max((o + .5f) * scale - .5f, 0);
      first[o] = Math.min((int) source, from - 1);
      second[o] = Math.min(first[o] + 1, from - 1);
      weight[o] = source - first[o];
    }
  }

  static ImagePlanes resize(ImagePlanes from, int height, int width) {
    BilinearSampling rows = new BilinearSampling(from.height(), height);
    BilinearSampling columns = new BilinearSampling(from.width(), width);
    ImagePlanes result = new ImagePlanes(from.channels(), height, width);
    float[] blend = new float[from.width()];
    for (int channel = 0; channel < from.channels(); channel++) {
      for (int y = 0; y < height; y++) {
        rows.blendRows(from, channel, y, blend);
        columns.interpolate(blend, result.values(), (channel * height + y) * width);
      }
    }
    return result;
  }

  private void blendRows(ImagePlanes from, int channel, int y, float[] blend) {
    int upper = (channel * from.height() + first[y]) * from.width();
    int lower = (channel * from.height() + second[y]) * from.width();
    float share = weight[y];
    float[] values = from.values();
    for (int x = 0; x < blend.length; x++) {
      blend[x] = values[upper + x] * (1 - share) + values[lower + x] * share;
    }
  }

  private void interpolate(float[] row, float[] target, int offset) {
    for (int x = 0; x < first.length; x++) {
      target[offset + x] = row[first[x]] * (1 - weight[x]) + row[second[x]] * weight[x];
    }
  }
}

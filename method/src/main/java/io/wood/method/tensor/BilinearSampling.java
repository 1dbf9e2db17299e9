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
      read(o, (o + .5f) * scale - .5f, from);
    }
  }

  private BilinearSampling(int from, SampledAxis axis) {
    first = new int[axis.size()];
    second = new int[axis.size()];
    weight = new float[axis.size()];
    for (int o = 0; o < axis.size(); o++) {
      read(o, axis.source(o), from);
    }
  }

  private void read(int output, float wanted, int from) {
    float source = Math.max(wanted, 0);
    first[output] = Math.min((int) source, from - 1);
    second[output] = Math.min(first[output] + 1, from - 1);
    weight[output] = source - first[output];
  }

  static ImagePlanes resize(ImagePlanes from, int height, int width) {
    return sample(
        from,
        new BilinearSampling(from.height(), height),
        new BilinearSampling(from.width(), width));
  }

  static ImagePlanes sample(ImagePlanes from, SampledAxis rows, SampledAxis columns) {
    return sample(
        from,
        new BilinearSampling(from.height(), rows),
        new BilinearSampling(from.width(), columns));
  }

  private static ImagePlanes sample(
      ImagePlanes from, BilinearSampling rows, BilinearSampling columns) {
    int height = rows.first.length;
    int width = columns.first.length;
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

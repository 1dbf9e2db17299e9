package io.wood.method.walk;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;

/**
 * The symmetric affinities of all cells of a grid, one band per direction: a_ij = (1 − max edge
 * over the path, both ends included)^β, a_ii = 1. Band k holds at [margin + i] the affinity of cell
 * i and cell i + offset_k, 0 where that cell lies outside the grid. Small entries are kept:
 * dropping them lets the walk leak through walls.
 */
final class Affinities {
  private final List<CellPath> paths;
  private final ImagePlanes edge;
  private final double exponent;
  private final int margin;

  Affinities(Walk parameters, ImagePlanes edge, int margin) {
    this.paths = CellPath.within(parameters.radius());
    this.edge = edge;
    this.margin = margin;
    this.exponent = parameters.beta();
  }

  List<CellPath> paths() {
    return paths;
  }

  int offset(CellPath path) {
    return path.dy() * edge.width() + path.dx();
  }

  float[] band(CellPath path) {
    float[] band = new float[edge.area() + 2 * margin];
    // Sources whose whole path lies in the array; those that wrap around a row are cleared below.
    int from = Math.max(0, -path.dx());
    int to = edge.area() - path.dy() * edge.width() - Math.max(0, path.dx());
    if (to <= from || Math.abs(path.dx()) >= edge.width()) {
      return band;
    }
    for (CellPath.Cell cell : path.cells()) {
      raise(band, from, to, cell.y() * edge.width() + cell.x());
    }
    toAffinity(band, from, to);
    clearWrapped(band, path.dx());
    return band;
  }

  private void raise(float[] band, int from, int to, int offset) {
    float[] values = edge.values();
    for (int i = from; i < to; i++) {
      band[margin + i] = Math.max(band[margin + i], values[i + offset]);
    }
  }

  private void toAffinity(float[] band, int from, int to) {
    for (int i = margin + from; i < margin + to; i++) {
      band[i] = Math.max(0, 1 - band[i]);
    }
    if (exponent == Math.rint(exponent) && exponent < 64) {
      wholePower(band, from, to, (int) exponent);
    } else {
      for (int i = margin + from; i < margin + to; i++) {
        band[i] = (float) Math.pow(band[i], exponent);
      }
    }
  }

  /** By repeated squaring, a pass per bit, which the compiler turns into vector instructions. */
  private void wholePower(float[] band, int from, int to, int power) {
    float[] square = Arrays.copyOfRange(band, margin + from, margin + to);
    Arrays.fill(band, margin + from, margin + to, 1);
    for (int rest = power; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        multiply(band, margin + from, square);
      }
      multiply(square, 0, square);
    }
  }

  private static void multiply(float[] target, int start, float[] factors) {
    for (int i = 0; i < factors.length; i++) {
      target[start + i] *= factors[i];
    }
  }

  private void clearWrapped(float[] band, int dx) {
    int width = edge.width();
    int first = dx > 0 ? width - dx : 0;
    int last = dx > 0 ? width : -dx;
    for (int row = margin; row < margin + edge.area(); row += width) {
      for (int x = first; x < last; x++) {
        band[row + x] = 0;
      }
    }
  }
}

package io.wood.method.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The cells between an origin and the cell (dy, dx) away from it: every cell (y, x) of their
 * bounding box with (dy·x − dx·y)² &lt; dy² + dx², sorted by descending |y| + |x|, stable from
 * row-major order. The target comes first, the origin last.
 *
 * @param dy rows down, not negative
 * @param dx columns to the right; negative to the left
 * @param cells both ends included
 */
public record CellPath(int dy, int dx, List<Cell> cells) {

  /** A cell relative to the origin. */
  public record Cell(int y, int x) {}

  public CellPath {
    cells = List.copyOf(cells);
  }

  /** Number of cells, both ends included. */
  public int length() {
    return cells.size();
  }

  static CellPath to(int dy, int dx) {
    List<Cell> cells = new ArrayList<>();
    for (int y = 0; y <= dy; y++) {
      for (int x = Math.min(dx, 0); x <= Math.max(dx, 0); x++) {
        int distance = dy * x - dx * y;
        if (distance * distance < dy * dy + dx * dx) {
          cells.add(new Cell(y, x));
        }
      }
    }
    cells.sort(Comparator.comparingInt(cell -> -Math.abs(cell.y()) - Math.abs(cell.x())));
    return new CellPath(dy, dx, cells);
  }

  /**
   * One path for every unordered pair of cells nearer than the radius: (0, 1..r−1), then y = 1..r−1
   * and x = −r+1..r−1 with x² + y² &lt; r²; shorter paths first.
   */
  public static List<CellPath> within(int radius) {
    List<CellPath> paths = new ArrayList<>();
    for (int x = 1; x < radius; x++) {
      paths.add(to(0, x));
    }
    for (int y = 1; y < radius; y++) {
      for (int x = -radius + 1; x < radius; x++) {
        if (x * x + y * y < radius * radius) {
          paths.add(to(y, x));
        }
      }
    }
    paths.sort(Comparator.comparingInt(CellPath::length));
    return List.copyOf(paths);
  }
}

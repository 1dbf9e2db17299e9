package io.wood.method.irn;

import io.wood.method.walk.CellPath;
import java.util.List;

/**
 * Lists the pairs of cells that IRN's losses compare on a grid: sources in rows 0..H−r and columns
 * r−1..W−r, each with the same targets, so that every pair lies inside. A grid that is too small
 * for the radius takes the largest radius that fits; a single cell has no pairs.
 */
public final class PathIndex {
  private final List<CellPath> paths;
  private final int height;
  private final int width;
  private final int radius;

  /**
   * The pairs of a grid.
   *
   * @param radius r, cells; targets are nearer than this
   * @param height rows of the grid
   * @param width columns of the grid
   */
  public PathIndex(int radius, int height, int width) {
    this.radius = Math.max(1, Math.min(radius, Math.min(height, (width + 1) / 2)));
    this.paths = CellPath.within(this.radius);
    this.height = height;
    this.width = width;
  }

  /** The path to each target, shorter paths first. */
  public List<CellPath> paths() {
    return paths;
  }

  /** Number of sources. */
  public int sources() {
    return paths.isEmpty() ? 0 : (height - radius + 1) * sourceColumns();
  }

  /** Number of pairs. */
  public int pairs() {
    return sources() * paths.size();
  }

  /** Cell (row-major) of a source. */
  public int source(int index) {
    int columns = sourceColumns();
    return index / columns * width + radius - 1 + index % columns;
  }

  /** The offset from a source to its target on a path. */
  public int targetOffset(CellPath path) {
    return path.dy() * width + path.dx();
  }

  /** The offsets from a source to the cells of a path, target first. */
  public int[] cellOffsets(CellPath path) {
    return path.cells().stream().mapToInt(cell -> cell.y() * width + cell.x()).toArray();
  }

  private int sourceColumns() {
    return width - 2 * (radius - 1);
  }
}

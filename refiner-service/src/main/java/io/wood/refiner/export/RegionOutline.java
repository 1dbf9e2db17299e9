package io.wood.refiner.export;

import io.wood.method.image.LabelMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * The outlines of a label's pixels, along the edges of pixels: a polygon for each region of pixels
 * that share a side. Holes are joined to the outline by a seam that is passed twice, so that a
 * reader which counts crossings (COCO's own) gives back exactly the same pixels.
 */
final class RegionOutline {
  /** East, south, west, north. */
  private static final int[] STEP_X = {1, 0, -1, 0};

  private static final int[] STEP_Y = {0, 1, 0, -1};

  /** From a corner to the pixels ahead, on the right and on the left, by direction. */
  private static final int[][] RIGHT = {{0, 0}, {-1, 0}, {-1, -1}, {0, -1}};

  private static final int[][] LEFT = {{0, -1}, {0, 0}, {-1, 0}, {-1, -1}};

  private final int width;
  private final int height;
  private final int[] region;
  private final BitSet walked = new BitSet();

  private RegionOutline(LabelMap mask, int label) {
    width = mask.width();
    height = mask.height();
    region = new int[width * height];
    byte[] labels = mask.labels();
    for (int i = 0; i < region.length; i++) {
      region[i] = (labels[i] & 0xff) == label ? -1 : 0;
    }
  }

  /** Polygons of a label: x and y in turn. */
  static List<List<Integer>> of(LabelMap mask, int label) {
    return new RegionOutline(mask, label).polygons();
  }

  private List<List<Integer>> polygons() {
    List<List<Integer>> polygons = new ArrayList<>();
    for (int at = 0; at < region.length; at++) {
      if (region[at] == -1) {
        flood(at, polygons.size() + 1);
        polygons.add(new ArrayList<>());
      }
      boolean top = region[at] > 0 && !is(at % width, at / width - 1, region[at]);
      if (top && !walked.get(at)) {
        join(polygons.get(region[at] - 1), walk(at));
      }
    }
    return polygons;
  }

  private void flood(int start, int number) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    region[start] = number;
    while (!open.isEmpty()) {
      int at = open.pop();
      for (int direction = 0; direction < 4; direction++) {
        int x = at % width + STEP_X[direction];
        int y = at / width + STEP_Y[direction];
        if (is(x, y, -1)) {
          region[y * width + x] = number;
          open.push(y * width + x);
        }
      }
    }
  }

  private boolean is(int x, int y, int number) {
    return x >= 0 && y >= 0 && x < width && y < height && region[y * width + x] == number;
  }

  /** Along the edge of a region with its pixels on the right, from the upper side of a pixel. */
  private List<Integer> walk(int start) {
    int number = region[start];
    int x = start % width;
    int y = start / width;
    int direction = 0;
    List<Integer> corners = new ArrayList<>(List.of(x, y));
    do {
      if (direction == 0) {
        walked.set(y * width + x);
      }
      x += STEP_X[direction];
      y += STEP_Y[direction];
      int turn = turn(x, y, direction, number);
      if (turn != 0) {
        direction = (direction + turn + 4) % 4;
        corners.add(x);
        corners.add(y);
      }
    } while (x != start % width || y != start / width || direction != 0);
    return corners.subList(0, corners.size() - 2);
  }

  private int turn(int x, int y, int direction, int number) {
    int[] right = RIGHT[direction];
    int[] left = LEFT[direction];
    if (!is(x + right[0], y + right[1], number)) {
      return 1;
    }
    return is(x + left[0], y + left[1], number) ? -1 : 0;
  }

  /** The first ring is the outer one; a hole begins and ends at its first corner. */
  private static void join(List<Integer> polygon, List<Integer> ring) {
    if (polygon.isEmpty()) {
      polygon.addAll(ring);
      return;
    }
    polygon.addAll(List.of(polygon.get(0), polygon.get(1)));
    polygon.addAll(ring);
    polygon.addAll(List.of(ring.get(0), ring.get(1)));
  }
}

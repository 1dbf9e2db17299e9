package io.wood.method.data.augment;

import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds the largest window of an image without an object, by CAMs: the axis-parallel rectangle of
 * most cells where every CAM is below {@value #THRESHOLD} of its maximum.
 *
 * <p>Its longer side is at least half of the image's, which is 250 pixels of 500: a window is
 * enlarged at most twice as much as its own image, and so keeps half of the detail. Its sides are
 * at most {@value #MAX_RATIO} to 1, as those of images are: otherwise a strip would say "no
 * object".
 *
 * <p>All maximal rectangles are visited row by row with a stack of bars, in a time linear in the
 * cells; the largest part of each that has the ratio lies in its middle.
 */
public final class BackgroundWindow {
  private static final float THRESHOLD = .05f;

  /** Longer side to shorter side. */
  private static final int MAX_RATIO = 2;

  private final int minLongSide;
  private Rectangle best = new Rectangle(0, 0, 0, 0);

  /** A rectangle in cells. */
  private record Rectangle(int left, int top, int width, int height) {
    int area() {
      return width * height;
    }

    Rectangle trimmed() {
      int toWidth = Math.min(width, MAX_RATIO * height);
      int toHeight = Math.min(height, MAX_RATIO * width);
      return new Rectangle(
          left + (width - toWidth) / 2, top + (height - toHeight) / 2, toWidth, toHeight);
    }
  }

  /**
   * Adjacent columns that are free above a row.
   *
   * @param left the first of them
   * @param height rows that all of them are free
   */
  private record Bar(int left, int height) {}

  private BackgroundWindow(int minLongSide) {
    this.minLongSide = minLongSide;
  }

  /**
   * The window of an image.
   *
   * @param maps CAMs of all its classes, each between 0 and 1, over the whole image, [n, h, w]
   * @param cell pixels of the image for a cell of the maps
   * @param width of the image, pixels
   * @param height of the image, pixels
   * @return empty where no rectangle is large enough, and where the object of some class is nowhere
   *     seen: a CAM that is below the threshold everywhere
   */
  public static Optional<ImageWindow> of(ImagePlanes maps, int cell, int width, int height) {
    for (int c = 0; c < maps.channels(); c++) {
      if (maps.plane(c).max() < THRESHOLD) {
        return Optional.empty();
      }
    }
    int longSide = Math.max(maps.height(), maps.width());
    BackgroundWindow search = new BackgroundWindow((longSide + 1) / 2);
    search.visit(maps);
    Rectangle best = search.best;
    int left = best.left * cell;
    int top = best.top * cell;
    return best.area() == 0
        ? Optional.empty()
        : Optional.of(
            new ImageWindow(
                left,
                top,
                Math.min(width, left + best.width * cell) - left,
                Math.min(height, top + best.height * cell) - top));
  }

  private void visit(ImagePlanes maps) {
    int[] free = new int[maps.width()];
    for (int row = 0; row < maps.height(); row++) {
      for (int column = 0; column < maps.width(); column++) {
        free[column] = isFree(maps, row, column) ? free[column] + 1 : 0;
      }
      visit(free, row + 1);
    }
  }

  private static boolean isFree(ImagePlanes maps, int row, int column) {
    for (int c = 0; c < maps.channels(); c++) {
      if (maps.at(c, row, column) >= THRESHOLD) {
        return false;
      }
    }
    return true;
  }

  /**
   * The rectangles above a row that can grow neither to the sides nor upwards.
   *
   * @param free for each column how many rows above are free
   */
  private void visit(int[] free, int bottom) {
    Deque<Bar> bars = new ArrayDeque<>();
    for (int column = 0; column <= free.length; column++) {
      int height = column < free.length ? free[column] : 0;
      int left = column;
      while (!bars.isEmpty() && bars.peek().height > height) {
        Bar ended = bars.pop();
        left = ended.left;
        offer(new Rectangle(left, bottom - ended.height, column - left, ended.height));
      }
      if (bars.isEmpty() || bars.peek().height < height) {
        bars.push(new Bar(left, height));
      }
    }
  }

  /** The last of the largest counts, as only the last of several heights is maximal downwards. */
  private void offer(Rectangle maximal) {
    Rectangle rectangle = maximal.trimmed();
    boolean isLong = Math.max(rectangle.width, rectangle.height) >= minLongSide;
    if (isLong && rectangle.area() >= best.area()) {
      best = rectangle;
    }
  }
}

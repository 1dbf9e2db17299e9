package io.wood.method.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.LabelMap;
import java.util.List;

/**
 * Says which positions of a network show known background alone: cell i of a network of stride s
 * lies around pixel s·i, and all pixels up to s/2 from there, as far as they are on the canvas,
 * must have the label 0.
 */
public final class BackgroundCells {
  private static final int BACKGROUND = 0;

  private BackgroundCells() {}

  /**
   * 1 for these positions and 0 for others, [n, h, w].
   *
   * @param labels of n squares of one size, 0 where a pixel is known to be background
   * @param stride s, pixels
   */
  public static NDArray of(NDManager manager, List<LabelMap> labels, int stride) {
    int cells = (labels.get(0).width() - 1) / stride + 1;
    float[] background = new float[labels.size() * cells * cells];
    for (int i = 0; i < background.length; i++) {
      LabelMap of = labels.get(i / (cells * cells));
      int row = i / cells % cells;
      background[i] = isBackground(of, stride * (i % cells), stride * row, stride / 2) ? 1 : 0;
    }
    return manager.create(background, new Shape(labels.size(), cells, cells));
  }

  private static boolean isBackground(LabelMap labels, int x0, int y0, int reach) {
    int right = Math.min(labels.width() - 1, x0 + reach);
    int bottom = Math.min(labels.height() - 1, y0 + reach);
    for (int y = Math.max(0, y0 - reach); y <= bottom; y++) {
      for (int x = Math.max(0, x0 - reach); x <= right; x++) {
        if (labels.at(x, y) != BACKGROUND) {
          return false;
        }
      }
    }
    return true;
  }
}

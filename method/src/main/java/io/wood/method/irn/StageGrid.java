package io.wood.method.irn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.wood.method.tensor.BilinearResize;
import java.util.List;

/**
 * Brings stages of different strides to one grid: bilinear enlargement by stage stride / grid
 * stride, then the top left part that the grid covers.
 *
 * @param stride input pixels per cell
 * @param height cells
 * @param width cells
 */
record StageGrid(int stride, long height, long width) {

  /** The grid of the first stage with a stride. */
  static StageGrid of(int stride, List<Integer> strides, NDList stages) {
    int index = strides.indexOf(stride);
    if (index < 0) {
      throw new IllegalArgumentException(
          "IRN needs a trunk with a stage of stride %d; this one has %s"
              .formatted(stride, strides));
    }
    NDArray stage = stages.get(index);
    return new StageGrid(stride, stage.getShape().get(2), stage.getShape().get(3));
  }

  /** An array of another stride on this grid. */
  NDArray fit(NDArray x, int from) {
    NDArray resized = x;
    if (from != stride) {
      resized =
          BilinearResize.resize(
              x, enlarged(x.getShape().get(2), from), enlarged(x.getShape().get(3), from));
    }
    boolean fits = resized.getShape().get(2) == height && resized.getShape().get(3) == width;
    return fits ? resized : resized.get(new NDIndex(":, :, :{}, :{}", height, width));
  }

  private int enlarged(long cells, int from) {
    return Math.toIntExact((cells * from + stride - 1) / stride);
  }
}

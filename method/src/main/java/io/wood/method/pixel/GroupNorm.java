package io.wood.method.pixel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;

/**
 * Group normalisation: mean 0 and variance 1 over every group of channels of every image, then a
 * weight and a bias per channel. Batch norm does it when each group is made a channel of one image.
 */
final class GroupNorm {
  private static final float EPSILON = 1e-5f;

  private GroupNorm() {}

  /**
   * Normalises.
   *
   * @param x [N, C, H, W]
   * @param groups divides C
   * @param weight [C]
   * @param bias [C]
   */
  static NDArray apply(NDArray x, int groups, NDArray weight, NDArray bias) {
    Shape shape = x.getShape();
    NDManager manager = x.getManager();
    long rows = shape.get(0) * groups;
    NDArray grouped = x.reshape(1, rows, shape.size() / rows);
    NDArray ones = manager.ones(new Shape(rows));
    NDArray zeros = manager.zeros(new Shape(rows));
    NDArray normed =
        BatchNorm.batchNorm(
                grouped, zeros.duplicate(), ones.duplicate(), ones, zeros, 1, .9f, EPSILON, true)
            .singletonOrThrow();
    return normed.reshape(shape).mul(weight.reshape(1, -1, 1, 1)).add(bias.reshape(1, -1, 1, 1));
  }
}

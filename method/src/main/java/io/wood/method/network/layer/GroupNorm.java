package io.wood.method.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/**
 * Group normalisation: mean 0 and variance 1 over every group of channels of every image, then a
 * weight and a bias per channel. Computed as a layer norm with one row per group.
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
    long rows = shape.get(0) * groups;
    Shape row = new Shape(shape.size() / rows);
    NDArray normed =
        LayerNorm.layerNorm(
                x.reshape(rows, row.size()),
                row,
                x.getManager().ones(row),
                x.getManager().zeros(row),
                EPSILON)
            .singletonOrThrow();
    return normed.reshape(shape).mul(weight.reshape(1, -1, 1, 1)).add(bias.reshape(1, -1, 1, 1));
  }
}

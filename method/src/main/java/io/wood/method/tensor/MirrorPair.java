package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;

/** Passes an image through a network together with its mirror image, left to right. */
public final class MirrorPair {
  private MirrorPair() {}

  /**
   * An image and its mirror image.
   *
   * @param x [1, C, H, W]
   * @return [2, C, H, W], of x's manager
   */
  public static NDArray of(NDArray x) {
    return TensorScopes.keep(x.getManager(), () -> x.concat(x.flip(3), 0));
  }

  /**
   * The first output plus the second one mirrored back.
   *
   * @param outputs [2, ..., W] of a pair
   * @return [..., W]
   */
  public static NDArray sum(NDArray outputs) {
    NDArray mirrored = outputs.get(1);
    return outputs.get(0).add(mirrored.flip(mirrored.getShape().dimension() - 1));
  }
}

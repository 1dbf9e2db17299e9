package io.wood.method.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Runs the backward pass. Gradients of several passes add up until they are cleared. */
public final class Gradients {
  private Gradients() {}

  /** Adds the gradient of a scalar to every array that requires one; frees the record. */
  public static void backward(NDArray loss) {
    try (NDArray one = loss.getManager().full(new Shape(), 1f).reshape(loss.getShape())) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  /**
   * The gradient of an array so far; zeros before any backward pass. Belongs to the array's manager
   * and shares memory with the gradient that the next pass adds to.
   */
  public static NDArray of(NDArray array) {
    return array.getGradient();
  }

  /** Sets the gradient to zero. */
  public static void clear(NDArray array) {
    JniUtils.zeroGrad((PtNDArray) array);
  }
}

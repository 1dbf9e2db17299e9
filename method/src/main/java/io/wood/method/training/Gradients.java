package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * A stretch of work on the current thread with gradients recorded, or not. PyTorch keeps this
 * switch per thread; the scope puts it back as it was.
 */
final class Gradients implements AutoCloseable {
  private final boolean before;

  private Gradients(boolean recorded) {
    before = JniUtils.isGradMode();
    JniUtils.setGradMode(recorded);
  }

  static Gradients recorded() {
    return new Gradients(true);
  }

  static Gradients off() {
    return new Gradients(false);
  }

  /** Adds the gradients of a scalar to those of every array that asked for one. */
  static void backward(NDArray loss) {
    try (NDArray one = loss.getManager().ones(loss.getShape(), loss.getDataType())) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  /** Forgets the gradient that has gathered in an array. */
  static void clear(NDArray parameter) {
    if (parameter.hasGradient()) {
      JniUtils.zeroGrad((PtNDArray) parameter);
    }
  }

  @Override
  public void close() {
    JniUtils.setGradMode(before);
  }
}

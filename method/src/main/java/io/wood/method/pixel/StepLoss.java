package io.wood.method.pixel;

import java.util.Map;

/**
 * Forward and backward of one batch.
 *
 * @param <B> what a step works on
 */
public interface StepLoss<B> {
  /** What the loss is called among the figures. */
  String TOTAL = "loss";

  /**
   * What does not depend on the weights in training; made in another thread, while the step before
   * this one computes.
   */
  B prepare(MaskedBatch batch);

  /**
   * Adds the batch's gradients to the parameters.
   *
   * @return the loss under {@link #TOTAL}, and its parts
   */
  Map<String, Double> backward(B prepared);

  /** Lets go of what was prepared, whether its step was taken or not. */
  default void release(B prepared) {}
}

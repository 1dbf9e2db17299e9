package io.wood.method.training;

import io.wood.method.data.ImageBatch;
import java.util.Map;

/**
 * Computes the forward and backward pass of a batch.
 *
 * @param <B> what a step works on
 */
public interface StepLoss<B> {
  /** The name of the loss among the figures. */
  String TOTAL = "loss";

  /**
   * Computes what does not depend on the trained weights. Runs in another thread during the step
   * before.
   */
  B prepare(ImageBatch batch);

  /**
   * Adds the batch's gradients to the parameters.
   *
   * @return the loss under {@link #TOTAL}, and its parts
   */
  Map<String, Double> backward(B prepared);

  /** Frees what was prepared, after its step or without one. */
  default void release(B prepared) {}
}

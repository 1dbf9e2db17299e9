package io.wood.method.pixel;

import java.util.Map;

/** Forward and backward of one batch. */
@FunctionalInterface
public interface StepLoss {
  /** What the loss is called among the figures. */
  String TOTAL = "loss";

  /**
   * Adds the batch's gradients to the parameters.
   *
   * @return the loss under {@link #TOTAL}, and its parts
   */
  Map<String, Double> backward(MaskedBatch batch);
}

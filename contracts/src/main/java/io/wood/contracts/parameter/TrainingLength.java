package io.wood.contracts.parameter;

import io.wood.contracts.parameter.RefinementParameters.Irn;

/**
 * The length of a training within a refinement: its epochs, or a least number of steps where those
 * are few, as far as these fit into a time.
 */
public sealed interface TrainingLength permits Irn, SegmentationParameters {
  /** Minutes for the steps beyond the epochs, where a request does not say. */
  double DEFAULT_MINUTES = 30;

  /** Images a step. */
  int batchSize();

  /** Passes over the training images. */
  int epochs();

  /** Optimiser steps at least, where the epochs give fewer. */
  Integer leastSteps();

  /** Time that {@link #leastSteps} may take beyond the epochs; 0 sets no bound. */
  Double minutes();

  /** Steps of the epochs over so many images; the last batch is full. */
  default long epochSteps(int images) {
    return ((long) images * epochs() + batchSize() - 1) / batchSize();
  }

  /** Steps of a training on so many images. */
  default long steps(int images) {
    return Math.max(epochSteps(images), leastSteps());
  }

  /** The same training with another least number of steps. */
  TrainingLength withLeastSteps(int steps);
}

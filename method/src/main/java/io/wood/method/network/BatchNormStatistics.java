package io.wood.method.network;

/** Where batch norm takes mean and variance from. */
public enum BatchNormStatistics {
  /** The stored running statistics: fixed, as the method wants it. */
  RUNNING,
  /**
   * The batch itself, moving the running statistics by a tenth towards it: for training from a
   * random start, where there are no statistics to run on yet.
   */
  BATCH
}

package io.wood.method.network.layer;

/** Says where batch norm takes mean and variance from. */
public enum BatchNormStatistics {
  /** The stored running statistics, unchanged, as the method requires. */
  RUNNING,
  /**
   * The batch itself; each pass moves the running statistics by a tenth towards it. For training
   * from random weights, which have no statistics yet.
   */
  BATCH
}

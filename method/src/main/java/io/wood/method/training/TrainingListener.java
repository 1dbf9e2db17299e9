package io.wood.method.training;

import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterUse;

/** Receives the progress of a training run; called from the training thread. */
public interface TrainingListener {
  /** Ignores everything and never cancels. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * A phase starts.
   *
   * @param phase its name, such as "OoD features", "centres", "train", "validate"
   * @param total its units of work
   * @param unit name of the units, such as "images", "steps"
   */
  default void phase(String phase, long total, String unit) {}

  /** A remark for a person that is not a failure. */
  default void remark(String remark) {}

  /** A step of the phase is complete. */
  default void step(StepReport report) {}

  /** An image was left out. */
  default void skipped(String imageId, String reason) {}

  /**
   * An image that was left out before the checkpoint that the run continues from. A counter of the
   * whole process has counted it already.
   */
  default void skippedBefore(String imageId, String reason) {
    skipped(imageId, reason);
  }

  /**
   * The centres of a metric loss are computed: what they were computed from. Called again where
   * they are refreshed, not where a run continues from a checkpoint.
   */
  default void clusters(ClusterMap map) {}

  /** The training is complete: how often each group of OoDs was among those selected. */
  default void clusterUse(ClusterUse use) {}

  /**
   * A checkpoint from which {@code resume} of the training continues.
   *
   * @param step optimiser steps done
   * @param bytes weights, optimiser state, random state and position
   */
  default void checkpoint(long step, byte[] bytes) {}

  /**
   * Whether to write a checkpoint now, in addition to those of the parameters. Called after each
   * step, and once more when a cancelled run stops at a step that is not saved yet. A caller with a
   * clock bounds the time that a crash can cost; an orderly stop loses nothing.
   */
  default boolean checkpointDue() {
    return false;
  }

  /** Called between steps; true ends the run with a {@link TrainingCancelledException}. */
  default boolean cancelled() {
    return false;
  }
}

package io.wood.method.training;

/** Told by a training run how it goes; called from the thread that trains. */
public interface TrainingListener {
  /** Hears nothing and never cancels. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * A phase begins.
   *
   * @param phase its name, such as "OoD features", "centres", "train", "validate"
   * @param total how many units of work it has
   * @param unit what they are, such as "images", "steps"
   */
  default void phase(String phase, long total, String unit) {}

  /** Something that a person should know and that is no failure. */
  default void remark(String remark) {}

  /** A step of the phase is done. */
  default void step(StepReport report) {}

  /** An image was left out. */
  default void skipped(String imageId, String reason) {}

  /**
   * An image that was left out before the checkpoint that the run goes on from. Whoever counts over
   * more than this run, as a process does, has counted it already.
   */
  default void skippedBefore(String imageId, String reason) {
    skipped(imageId, reason);
  }

  /**
   * A checkpoint from which {@code ClassifierTraining.resume} goes on.
   *
   * @param step optimiser steps done
   * @param bytes weights, optimiser state, random state and position
   */
  default void checkpoint(long step, byte[] bytes) {}

  /**
   * Asked after each step, and once more when a cancelled run stops at a step that is not kept yet;
   * true asks for a checkpoint now, beside those that the parameters ask for. So a caller with a
   * clock bounds how much time a death may cost, and one that stops in order loses nothing.
   */
  default boolean checkpointDue() {
    return false;
  }

  /** Asked between steps; true ends the run with a {@link TrainingCancelledException}. */
  default boolean cancelled() {
    return false;
  }
}

package io.wood.method.cam.contrast;

/** Where the centres that a class is compared with come from. */
public enum NegativeSource {
  /** The positions of OoDs that are surest of a class. */
  OODS,
  /**
   * Placebo: as many positions drawn at random from the labelled images, where no labelled class is
   * active. What it gains as well is not due to OoDs.
   */
  PLACEBO
}

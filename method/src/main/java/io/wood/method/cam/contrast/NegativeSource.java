package io.wood.method.cam.contrast;

/** Where the centres that a class is compared with come from. */
public enum NegativeSource {
  /** The positions of OoDs that are surest of a class; the same for all classes. */
  OODS,
  /**
   * The positions of labelled images without a class where it is active all the same, among the
   * images that are surest of it (as in FPR, Chen et al., ICCV 2023). No OoD is looked at, not even
   * for the mean of the features.
   */
  ABSENT,
  /** Those of OoDs and, for each class, those of images without it. */
  BOTH,
  /**
   * Placebo: as many positions drawn at random from the labelled images, where no labelled class is
   * active. What it gains as well is not due to OoDs.
   */
  PLACEBO;

  /**
   * True when there is nothing to compare with where there are no OoDs; the placebo has as many.
   */
  public boolean needsOods() {
    return this != ABSENT;
  }

  /** True when positions of images without a class are its negatives. */
  boolean usesAbsent() {
    return this == ABSENT || this == BOTH;
  }
}

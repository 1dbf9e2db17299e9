package io.wood.method.irn;

/**
 * The parts of IRN's loss over a batch.
 *
 * @param background L_bg, affinity of background pairs
 * @param foreground L_fg, affinity of pairs of one class
 * @param negative L_neg, affinity of pairs of different classes
 * @param foregroundDisplacement L_dpfg, displacements within a class
 * @param backgroundDisplacement L_dpbg, displacements within the background
 */
public record IrnLosses(
    double background,
    double foreground,
    double negative,
    double foregroundDisplacement,
    double backgroundDisplacement) {

  /** L_pos = (L_bg + L_fg)/2. */
  public double positive() {
    return (background + foreground) / 2;
  }

  /** (L_pos + L_neg)/2 + (L_dpfg + L_dpbg)/2. */
  public double total() {
    return (positive() + negative) / 2 + (foregroundDisplacement + backgroundDisplacement) / 2;
  }

  IrnLosses plus(IrnLosses other) {
    return new IrnLosses(
        background + other.background,
        foreground + other.foreground,
        negative + other.negative,
        foregroundDisplacement + other.foregroundDisplacement,
        backgroundDisplacement + other.backgroundDisplacement);
  }
}

package io.wood.contracts.parameter;

/** Where the cells of a class activation map lie in the image. */
public enum CamGeometry {
  /** Where the network sees them: a cell has the output stride's size at the scale of its image. */
  MEASURED,
  /**
   * As in the reference: 16 pixels a cell at every stride and scale, and AdvCAM's scales below 1
   * count once. Right for output stride 16 at scale 1 only; for comparison with published numbers.
   */
  REFERENCE
}

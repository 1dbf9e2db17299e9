package io.wood.refiner;

/** Names of what the stages write for an image. */
final class OutputNames {
  /** Keys, strided and high-resolution CAMs. */
  static final String CAM = "cam.npz";

  /** The strongest CAM over the image, for people. */
  static final String OVERLAY = "overlay.jpg";

  /** Label for IRN: sure foreground, sure background, ignored. */
  static final String IRN_LABEL = "irn-label.png";

  /** Walked maps, from which masks of any background threshold follow. */
  static final String PROBABILITIES = "probabilities.walk";

  /** The pseudo-mask. */
  static final String MASK = "mask.png";

  /** What the segmentation network says. */
  static final String PREDICTION = "prediction.png";

  private OutputNames() {}
}

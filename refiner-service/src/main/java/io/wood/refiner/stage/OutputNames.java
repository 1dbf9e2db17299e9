package io.wood.refiner.stage;

/** Names of what the stages write for an image. */
public final class OutputNames {
  /** Keys, strided and high-resolution CAMs. */
  public static final String CAM = "cam.npz";

  /** The strongest CAM over the image, for people. */
  static final String OVERLAY = "overlay.jpg";

  /** Label for IRN: sure foreground, sure background, ignored. */
  public static final String IRN_LABEL = "irn-label.png";

  /** Walked maps, from which masks of any background threshold follow. */
  public static final String PROBABILITIES = "probabilities.walk";

  /** The pseudo-mask. */
  public static final String MASK = "mask.png";

  /** What the segmentation network says. */
  public static final String PREDICTION = "prediction.png";

  private OutputNames() {}
}

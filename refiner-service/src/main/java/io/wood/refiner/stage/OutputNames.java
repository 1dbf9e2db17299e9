package io.wood.refiner.stage;

/** Names of the outputs that stages write for an image. */
public final class OutputNames {
  /** The CAMs as the network gave them, by scale; see {@code ActivationMaps.toNpz}. */
  public static final String CAM = "cam.npz";

  /** The strongest CAM over the image, for display. */
  static final String OVERLAY = "overlay.jpg";

  /** Label for IRN: confident foreground, confident background, ignored. */
  public static final String IRN_LABEL = "irn-label.png";

  /** The seed after a dense CRF; of images with ground truth, for the report. */
  public static final String CLEANED_SEED = "seed-crf.png";

  /** The seed after pixel-adaptive refinement; of images with ground truth, for the report. */
  public static final String ADAPTED_SEED = "seed-par.png";

  /** Walked maps, from which masks of any background threshold are computed. */
  public static final String PROBABILITIES = "probabilities.walk";

  /** The pseudo-mask. */
  public static final String MASK = "mask.png";

  /** Prediction of the segmentation network. */
  public static final String PREDICTION = "prediction.png";

  /** Prediction of the segmentation network that follows the image's labels. */
  public static final String LABELLED_PREDICTION = "prediction-labelled.png";

  private OutputNames() {}
}

package io.wood.method.crf;

/**
 * The kernels of a dense CRF and the certainty of its labels.
 *
 * @param smoothDeviation deviation of the position in the smoothness kernel, pixels
 * @param smoothWeight its weight
 * @param positionDeviation deviation of the position in the appearance kernel, pixels
 * @param colourDeviation deviation of each of R, G and B in it, of 255
 * @param appearanceWeight its weight
 * @param certainty probability that a given label is right
 */
public record CrfParameters(
    double smoothDeviation,
    double smoothWeight,
    double positionDeviation,
    double colourDeviation,
    double appearanceWeight,
    double certainty) {
  /** (3, weight 3), (50 and 5, weight 10), certainty .7. */
  public static final CrfParameters PAPER = new CrfParameters(3, 3, 50, 5, 10, .7);

  /**
   * For a segmentation network's predictions, DeepLab v2's: (1, weight 3), (67 and 3, weight 4).
   * They are meant for photographs of a long side of 500 pixels and used for all: the first is a
   * pixel already, which cannot shrink with the image.
   */
  public static final CrfParameters PREDICTION = new CrfParameters(1, 3, 67, 3, 4, .7);

  /** The same with its positions' deviations times a factor, as for an image of that size. */
  public CrfParameters scaled(double factor) {
    return new CrfParameters(
        smoothDeviation * factor,
        smoothWeight,
        positionDeviation * factor,
        colourDeviation,
        appearanceWeight,
        certainty);
  }

  public CrfParameters {
    if (!(smoothDeviation > 0 && positionDeviation > 0 && colourDeviation > 0)) {
      throw new IllegalArgumentException("the deviations of a CRF must be above 0");
    }
    if (!(certainty > 0 && certainty < 1)) {
      throw new IllegalArgumentException("the certainty must be between 0 and 1, not " + certainty);
    }
  }
}

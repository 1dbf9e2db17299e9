package io.wood.method.segmentation;

import io.wood.method.tensor.ImagePlanes;

/**
 * Moves the decision between background and objects: p'(c) ∝ γ·p(c) for every class, p'(0) ∝ p(0).
 * A network that overfits its training images overestimates background in others; γ above 1
 * corrects a part of this. It is the correction of a classifier for other class frequencies than
 * those it was trained with (Saerens, Latinne and Decaestecker 2002).
 */
final class ForegroundOdds {
  private ForegroundOdds() {}

  /**
   * The changed probabilities.
   *
   * @param all probabilities [labels, H, W], background first, with a sum of 1
   * @param factor γ, above 0
   */
  static ImagePlanes times(double factor, ImagePlanes all) {
    if (factor == 1) {
      return all;
    }
    int area = all.area();
    ImagePlanes changed = new ImagePlanes(all.channels(), all.height(), all.width());
    for (int i = 0; i < area; i++) {
      double background = all.values()[i];
      double sum = background + factor * (1 - background);
      changed.values()[i] = (float) (background / sum);
      for (int at = area + i; at < changed.values().length; at += area) {
        changed.values()[at] = (float) (factor * all.values()[at] / sum);
      }
    }
    return changed;
  }
}

package io.wood.method.segmentation;

import io.wood.method.tensor.ImagePlanes;
import java.util.List;

/**
 * Probabilities of an image whose classes are known. The classes say what an object can be, not
 * where objects are: a pixel keeps its probability of background, and that of absent classes is
 * divided among the present ones in proportion, p'(c) = p(c)·(1 − p(0)) / Σ_present p. So an object
 * whose class is uncertain does not become background.
 */
final class KnownClasses {
  private KnownClasses() {}

  /**
   * The probabilities of background and of the image's classes, in that order.
   *
   * @param all probabilities [labels, H, W], background first, with a sum of 1
   * @param classes class indices of the image, each once, counted from 0 without background
   * @return [1 + classes, H, W]; background alone when there is no class
   */
  static ImagePlanes of(ImagePlanes all, List<Integer> classes) {
    ImagePlanes known = new ImagePlanes(1 + classes.size(), all.height(), all.width());
    int area = all.area();
    for (int i = 0; i < area; i++) {
      known.values()[i] = all.values()[i];
      float present = 0;
      for (int each : classes) {
        present += all.values()[(each + 1) * area + i];
      }
      float objects = 1 - all.values()[i];
      for (int at = 0; at < classes.size(); at++) {
        float share = all.values()[(classes.get(at) + 1) * area + i];
        known.values()[(at + 1) * area + i] =
            present > 0 ? share / present * objects : objects / classes.size();
      }
    }
    return known;
  }
}

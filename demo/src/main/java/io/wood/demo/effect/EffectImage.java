package io.wood.demo.effect;

import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import java.util.Optional;
import java.util.Set;

/**
 * One image, decoded.
 *
 * @param id SHA-256 of the file
 * @param labels class indices that it shows
 * @param image the pixels
 * @param mask truth, for evaluation only
 */
record EffectImage(String id, Set<Integer> labels, RgbImage image, Optional<LabelMap> mask) {
  EffectImage {
    labels = Set.copyOf(labels);
  }
}

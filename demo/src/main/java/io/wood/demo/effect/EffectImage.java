package io.wood.demo.effect;

import io.wood.method.image.LabelMap;
import io.wood.method.image.RgbImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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

  /**
   * The places of the images that have a mask, in the order of their ids, which are hashes: every
   * second one is a half that no order of a dataset decides.
   */
  static List<Integer> scored(List<EffectImage> images) {
    return IntStream.range(0, images.size())
        .filter(i -> images.get(i).mask().isPresent())
        .boxed()
        .sorted(Comparator.comparing(i -> images.get(i).id()))
        .toList();
  }
}

package io.wood.ranker;

import io.wood.method.image.RgbImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A network that takes brightness for boats: p(boat) = brightness/255, p(bird) = 0. It fails on
 * batches with a completely black image.
 */
final class BrightnessScorer implements ImageScorer {
  final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  volatile boolean closed;

  @Override
  public List<Scored> score(List<RgbImage> images) {
    batches.add(images.size());
    return images.stream().map(BrightnessScorer::score).toList();
  }

  private static Scored score(RgbImage image) {
    int brightness = image.at(0, 0, 0);
    if (brightness == 0) {
      throw new IllegalStateException("black");
    }
    return new Scored(0, List.of(brightness / 255., 0.), List.of(1f, 0f), () -> image);
  }

  @Override
  public void close() {
    closed = true;
  }
}

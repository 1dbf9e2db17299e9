package io.wood.ranker;

import io.wood.method.image.RgbImage;
import java.util.List;

/** A network at work. One thread at a time. */
interface ImageScorer extends AutoCloseable {

  /** Scores the images in one pass, in their order. */
  List<Scored> score(List<RgbImage> images);

  @Override
  void close();
}

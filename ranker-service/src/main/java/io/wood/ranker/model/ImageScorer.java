package io.wood.ranker.model;

import io.wood.method.image.RgbImage;
import java.util.List;

/** A network at work. One thread at a time. */
public interface ImageScorer extends AutoCloseable {

  /** Scores the images in one pass, in their order. */
  List<ImagePrediction> score(List<RgbImage> images);

  @Override
  void close();
}

package io.wood.ranker.model;

import io.wood.contracts.artifact.ModelRef;
import io.wood.method.image.RgbImage;
import java.util.List;

/** Scores images with one loaded classifier. Not thread-safe. */
public interface ImageScorer extends AutoCloseable {
  /** The classifier. */
  ModelRef model();

  /** Scores the images in one pass; keeps their order. */
  List<Prediction> score(List<RgbImage> images);

  @Override
  void close();
}

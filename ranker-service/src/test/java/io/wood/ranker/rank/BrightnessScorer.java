package io.wood.ranker.rank;

import ai.djl.engine.EngineException;
import io.wood.contracts.artifact.ModelRef;
import io.wood.method.image.RgbImage;
import io.wood.ranker.model.ImageScorer;
import io.wood.ranker.model.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A network that takes brightness for boats: p(boat) = brightness/255, p(bird) = 0. It fails on
 * batches with a completely black image, and for lack of memory on images that are too bright.
 */
public final class BrightnessScorer implements ImageScorer {
  final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final ModelRef model;
  volatile boolean closed;
  volatile boolean lost;
  volatile int tooLarge = 256;

  public BrightnessScorer(ModelRef model) {
    this.model = model;
  }

  @Override
  public ModelRef model() {
    return model;
  }

  @Override
  public List<Prediction> score(List<RgbImage> images) {
    batches.add(images.size());
    return images.stream().map(this::score).toList();
  }

  private Prediction score(RgbImage image) {
    int brightness = image.at(0, 0, 0);
    if (lost || brightness >= tooLarge) {
      throw new EngineException("CUDA out of memory");
    }
    if (brightness == 0) {
      throw new IllegalStateException("black");
    }
    return new Prediction(model, 0, List.of(brightness / 255., 0.), List.of(1f, 0f), () -> image);
  }

  @Override
  public void close() {
    closed = true;
  }
}

package io.wood.method.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.Normaliser;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.ImagePlanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores images in batches of equal size: p(c) = sigmoid(logit_c).
 *
 * <p>Thread-safe.
 */
public final class CandidateScorer {
  private final Classifier classifier;
  private final Embedding embedding;
  private final int longSide;
  private final int batchSize;

  /**
   * @param classifier used on its running statistics
   * @param longSide larger images are reduced to it, smaller ones keep their size; use the largest
   *     that the classifier was trained on
   * @param batchSize maximum of images that go through the network together
   */
  public CandidateScorer(Classifier classifier, int longSide, int batchSize) {
    if (longSide < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "longSide and batchSize must be positive, not " + longSide + " and " + batchSize);
    }
    this.classifier = classifier;
    this.embedding = new Embedding(classifier.featureSize());
    this.longSide = longSide;
    this.batchSize = batchSize;
  }

  /** One score an image, in their order. */
  public List<CandidateScore> score(List<RgbImage> images) {
    List<RgbImage> shown = images.stream().map(this::shrunk).toList();
    Map<List<Integer>, List<Integer>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      List<Integer> size = List.of(shown.get(i).width(), shown.get(i).height());
      bySize.computeIfAbsent(size, any -> new ArrayList<>()).add(i);
    }
    CandidateScore[] scores = new CandidateScore[images.size()];
    for (List<Integer> alike : bySize.values()) {
      for (int from = 0; from < alike.size(); from += batchSize) {
        List<Integer> batch = alike.subList(from, Math.min(from + batchSize, alike.size()));
        List<CandidateScore> part = scoreBatch(batch.stream().map(shown::get).toList());
        for (int i = 0; i < batch.size(); i++) {
          scores[batch.get(i)] = part.get(i);
        }
      }
    }
    return Arrays.asList(scores);
  }

  private RgbImage shrunk(RgbImage image) {
    return BicubicResize.atMostLongSide(image, longSide);
  }

  private List<CandidateScore> scoreBatch(List<RgbImage> images) {
    int width = images.get(0).width();
    int height = images.get(0).height();
    float[] planes = new float[Math.multiplyExact(images.size(), 3 * width * height)];
    for (int i = 0; i < images.size(); i++) {
      Normaliser.write(images.get(i), planes, i * 3 * width * height);
    }
    try (GradientMode off = GradientMode.off();
        NDManager manager = Devices.manager(classifier.device());
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray features =
          classifier.features(manager.create(planes, new Shape(images.size(), 3, height, width)));
      NDArray pooled = classifier.pooled(features);
      NDArray maps = classifier.positionLogits(features);
      return scores(
          new Outputs(
              pooled.toFloatArray(), classifier.logits(pooled).toFloatArray(), maps.toFloatArray()),
          maps.getShape());
    }
  }

  /** The outputs of the network for a batch; row-major. */
  private static final class Outputs {
    private final float[] pooled;
    private final float[] logits;
    private final float[] maps;

    private Outputs(float[] pooled, float[] logits, float[] maps) {
      this.pooled = pooled;
      this.logits = logits;
      this.maps = maps;
    }
  }

  private List<CandidateScore> scores(Outputs outputs, Shape mapShape) {
    int classes = classifier.classes();
    List<CandidateScore> scores = new ArrayList<>();
    for (int row = 0; row < mapShape.get(0); row++) {
      List<Double> probabilities = new ArrayList<>(classes);
      int best = 0;
      for (int c = 0; c < classes; c++) {
        float logit = outputs.logits[row * classes + c];
        if (!Float.isFinite(logit)) {
          throw new IllegalStateException(
              "the classifier answers " + logit + "; its weights are broken, train it again");
        }
        probabilities.add(1 / (1 + Math.exp(-logit)));
        best = logit > outputs.logits[row * classes + best] ? c : best;
      }
      scores.add(
          new CandidateScore(
              probabilities,
              best,
              embedding.of(outputs.pooled, row),
              heat(outputs.maps, row * classes + best, mapShape)));
    }
    return scores;
  }

  private static ImagePlanes heat(float[] maps, int index, Shape shape) {
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    float[] heat = Arrays.copyOfRange(maps, index * height * width, (index + 1) * height * width);
    float max = 0;
    for (float value : heat) {
      max = Math.max(max, value);
    }
    for (int i = 0; i < heat.length; i++) {
      heat[i] = max > 0 ? Math.max(heat[i], 0) / max : 0;
    }
    return new ImagePlanes(1, height, width, heat);
  }
}

package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.BatchLoader;
import io.wood.method.data.ImageBatch;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.ImageSource;
import io.wood.method.data.SampleTransform;
import io.wood.method.data.SinglePassPlan;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.data.augment.ImageTransforms;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.GradientMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computes features and logits of a list of images, without gradients. */
final class FeatureExtractor {
  private final Classifier network;
  private final Augmentation augmentation;
  private final int batchSize;
  private final SkippedImages skipped;
  private final TrainingListener listener;

  FeatureExtractor(
      Classifier network,
      Augmentation augmentation,
      int batchSize,
      SkippedImages skipped,
      TrainingListener listener) {
    this.network = network;
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    this.skipped = skipped;
    this.listener = listener;
  }

  /**
   * Features and logits of every image that can be read.
   *
   * @param phase name for the listener
   * @param step optimiser steps done so far
   */
  ImageFeatures of(String phase, ImageSource source, long step) {
    return of(phase, source, ImageTransforms.centred(augmentation), step);
  }

  /** Features and logits of the images under another transform. */
  ImageFeatures of(
      String phase, ImageSource source, SampleTransform<RgbImage> transform, long step) {
    listener.phase(phase, source.size(), "images");
    SinglePassPlan<RgbImage> plan = new SinglePassPlan<>(source, batchSize);
    List<Integer> indices = new ArrayList<>();
    List<float[]> pooled = new ArrayList<>();
    List<float[]> logits = new ArrayList<>();
    try (GradientMode off = GradientMode.off();
        BatchLoader<RgbImage> loader = new BatchLoader<>(plan, transform, augmentation.crop(), 0)) {
      for (long number = 0; number < plan.batches(); number++) {
        if (listener.cancelled()) {
          throw new TrainingCancelledException(step);
        }
        try (ImageBatch batch = loader.next();
            NDManager manager = network.manager().newSubManager();
            NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          skipped.add(batch.skipped());
          NDArray z = network.pooled(network.features(batch.images(manager)));
          collect(batch, finite(z.toFloatArray(), phase, step), pooled);
          collect(batch, finite(network.logits(z).toFloatArray(), phase, step), logits);
          batch.indices().forEach(index -> index.ifPresent(indices::add));
        }
        long done = Math.min((number + 1) * batchSize, source.size());
        listener.step(new StepReport(phase, done, source.size(), Map.of()));
      }
    }
    if (indices.isEmpty() && source.size() > 0) {
      throw new TrainingFailedException(
          "none of the " + source.size() + " images can be read in phase '" + phase + "'",
          step,
          Map.of("skipped", (double) skipped.count()),
          "Look at the images named as skipped.");
    }
    return new ImageFeatures(
        indices.stream().mapToInt(Integer::intValue).toArray(), joined(pooled), joined(logits));
  }

  private static float[] finite(float[] values, String phase, long step) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new TrainingFailedException(
            "the network computes " + value + " in phase '" + phase + "'",
            step,
            Map.of(),
            "Its weights are broken: lower the learning rates, or start from other weights.");
      }
    }
    return values;
  }

  private static void collect(ImageBatch batch, float[] values, List<float[]> to) {
    int width = values.length / batch.size();
    for (int row = 0; row < batch.size(); row++) {
      if (batch.indices().get(row).isPresent()) {
        float[] one = new float[width];
        System.arraycopy(values, row * width, one, 0, width);
        to.add(one);
      }
    }
  }

  private static float[] joined(List<float[]> rows) {
    int width = rows.isEmpty() ? 0 : rows.get(0).length;
    float[] all = new float[rows.size() * width];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, all, row * width, width);
    }
    return all;
  }
}

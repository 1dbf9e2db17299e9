package io.wood.method.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.data.BatchLoader;
import io.wood.method.data.ImageBatch;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.ImageSource;
import io.wood.method.data.ImageTransform;
import io.wood.method.data.SweepPlan;
import io.wood.method.data.TrainingFailedException;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.GradientMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the network once over a list of images, without gradients. */
final class FeatureExtractor {
  private final Classifier network;
  private final Augmentation augmentation;
  private final int batchSize;
  private final SkippedImages skips;
  private final TrainingListener listener;

  FeatureExtractor(
      Classifier network,
      Augmentation augmentation,
      int batchSize,
      SkippedImages skips,
      TrainingListener listener) {
    this.network = network;
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    this.skips = skips;
    this.listener = listener;
  }

  /**
   * Features and logits of every image that can be read.
   *
   * @param phase told to the listener
   * @param step optimiser steps done so far
   */
  ImageFeatures of(String phase, ImageSource source, long step) {
    return of(phase, source, ImageTransform.centred(augmentation), step);
  }

  /** Features and logits of the images in another view. */
  ImageFeatures of(String phase, ImageSource source, ImageTransform view, long step) {
    listener.phase(phase, source.size(), "images");
    SweepPlan plan = new SweepPlan(source, batchSize);
    List<Integer> indices = new ArrayList<>();
    List<float[]> pooled = new ArrayList<>();
    List<float[]> logits = new ArrayList<>();
    try (GradientMode off = GradientMode.off();
        BatchLoader loader = new BatchLoader(plan, view, augmentation.crop(), 0)) {
      for (long number = 0; number < plan.batches(); number++) {
        if (listener.cancelled()) {
          throw new TrainingCancelledException(step);
        }
        try (ImageBatch batch = loader.next();
            NDManager manager = network.manager().newSubManager();
            NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          skips.add(batch.skipped());
          NDArray z = network.pooled(network.features(batch.images(manager)));
          collect(batch, finite(z.toFloatArray(), phase, step), pooled);
          collect(batch, finite(network.logits(z).toFloatArray(), phase, step), logits);
          batch.rows().forEach(row -> row.ifPresent(it -> indices.add(it.index())));
        }
        long done = Math.min((number + 1) * batchSize, source.size());
        listener.step(new StepReport(phase, done, source.size(), Map.of()));
      }
    }
    if (indices.isEmpty() && source.size() > 0) {
      throw new TrainingFailedException(
          "none of the " + source.size() + " images can be read in phase '" + phase + "'",
          step,
          Map.of("skipped", (double) skips.count()),
          "Look at the images named as skipped.");
    }
    return new ImageFeatures(
        indices.stream().mapToInt(Integer::intValue).toArray(), joined(pooled), joined(logits));
  }

  private static float[] finite(float[] values, String phase, long step) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new TrainingFailedException(
            "the network answers " + value + " in phase '" + phase + "'",
            step,
            Map.of(),
            "Its weights are of no use: lower the learning rates, or start from other weights.");
      }
    }
    return values;
  }

  private static void collect(ImageBatch batch, float[] values, List<float[]> to) {
    int width = values.length / batch.rows().size();
    for (int row = 0; row < batch.rows().size(); row++) {
      if (batch.rows().get(row).isPresent()) {
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

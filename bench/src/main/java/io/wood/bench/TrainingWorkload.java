package io.wood.bench;

import ai.djl.Device;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.contracts.parameter.TrainingParameters.Optimiser;
import io.wood.contracts.parameter.TrainingParameters.Schedule;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.network.Classifier;
import io.wood.method.training.ClassifierTraining;
import io.wood.method.training.TrainingListener;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A training for measurements: its rates are so low that the weights hardly change.
 *
 * @param network which classifier
 * @param batch labelled images a step, and as many OoDs
 * @param crop side of the network's input
 * @param clusters K, and the number of OoDs
 */
record TrainingWorkload(NetworkSpec network, int batch, int crop, int clusters) {
  /** Stem and the first two stages, as in the paper. */
  static final int FROZEN = 3;

  private static final List<String> CLASSES = List.of("a", "b", "c", "d");

  /** Provides the images. */
  @FunctionalInterface
  interface Images {
    RgbImage at(int index) throws UnusableImageException;
  }

  /**
   * One training.
   *
   * @param steps optimiser steps
   * @param images the image for each index, labelled or OoD
   * @param listener receives each step
   */
  record Run(int steps, Images images, TrainingListener listener) {}

  /** Trains an arm for the steps of the run. */
  void run(Arm arm, Device device, Run run) {
    byte[] initial;
    try (Classifier start = Classifier.create(network, CLASSES.size(), 1, Device.cpu())) {
      initial = start.toSafetensors();
    }
    int labelled = Math.max(batch, CLASSES.size());
    List<Set<Integer>> labels =
        IntStream.range(0, labelled).mapToObj(i -> Set.of(i % CLASSES.size())).toList();
    new ClassifierTraining(
            parameters(arm, run.steps()),
            CLASSES,
            new LabelledImages(source("in", labelled, run.images()), labels),
            LabelledImages.NONE,
            source("ood", Math.max(batch, clusters), run.images()),
            Optional.of(initial),
            device,
            run.listener())
        .run();
  }

  /** A classifier of the same network with random weights. */
  Classifier classifier(Device device) {
    return Classifier.create(network, CLASSES.size(), 1, device);
  }

  private TrainingParameters parameters(Arm arm, int steps) {
    MetricLoss loss = arm.metricLoss();
    return new TrainingParameters(
        arm,
        network,
        new Schedule(0, steps, batch, 1, steps),
        // Rates so low that the features do not move, however many steps.
        new Optimiser(1e-6, 1e-6, 1e-4, 1e-4, .9, FROZEN),
        new Augmentation(crop, crop, crop, false),
        new MetricLoss(
            loss.lambda(),
            loss.tau(),
            clusters,
            loss.start(),
            loss.scale(),
            false,
            loss.oodWeight(),
            loss.adversarialStep(),
            loss.skippedClass()),
        1);
  }

  private static ImageSource source(String name, int count, Images images) {
    return new ImageSource() {
      @Override
      public int size() {
        return count;
      }

      @Override
      public String id(int index) {
        return "%s%062d".formatted(name, index);
      }

      @Override
      public RgbImage load(int index) throws UnusableImageException {
        return images.at(index);
      }
    };
  }
}

package io.wood.method.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.contracts.parameter.TrainingParameters.Augmentation;
import io.wood.method.cam.contrast.ContrastCentres;
import io.wood.method.cam.contrast.ContrastLearner;
import io.wood.method.cam.contrast.ContrastSettings;
import io.wood.method.cam.contrast.NegativeSource;
import io.wood.method.data.ImageSource;
import io.wood.method.data.LabelledImages;
import io.wood.method.data.RandomStreams;
import io.wood.method.data.TrainingData;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.network.Classifier;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what an arm compares positions of labelled images with: centres of the classifier as it was
 * at the start of the epoch, with a long side in the middle of the training's. The arm that mines
 * background has clusters of negatives, the one that contrasts regions has positions of OoDs.
 */
final class BackgroundCentres {
  private static final String PHASE = "background centres";

  private final TrainingParameters parameters;
  private final TrainingData data;
  private final Classifier network;
  private final TrainingListener listener;
  private final int longSide;
  private Optional<ContrastCentres> current = Optional.empty();

  BackgroundCentres(
      TrainingParameters parameters,
      TrainingData data,
      Classifier network,
      TrainingListener listener) {
    this.parameters = parameters;
    this.data = data;
    this.network = network;
    this.listener = listener;
    Augmentation augmentation = parameters.augmentation();
    this.longSide = (augmentation.longSideLeast() + augmentation.longSideMost()) / 2;
  }

  /** The current centres; empty before there are any. */
  Optional<ContrastCentres> current() {
    return current;
  }

  /** Those of a checkpoint, if it has any. */
  void restore(Checkpoint checkpoint) {
    current = checkpoint.background();
  }

  /** For a checkpoint. */
  NDList arrays(NDManager owner) {
    return current.map(centres -> centres.arrays(owner)).orElseGet(NDList::new);
  }

  /**
   * Learns them from the network as it is, if the arm compares positions.
   *
   * @param step optimiser steps done
   */
  void learn(long step) {
    if (!parameters.arm().comparesPositions()) {
      return;
    }
    LabelledImages train = data.train();
    ImageSource known = source().needsOods() ? data.oods() : ImageSource.EMPTY;
    int total = known.size() + train.size();
    listener.phase(PHASE, total, "images");
    long seed = RandomStreams.mix(parameters.seed(), step);
    ImageSource oods = new Resized(known, 0, total, step);
    ImageSource images = new Resized(train.images(), oods.size(), total, step);
    current =
        Optional.of(
            new ContrastLearner(network, settings(), seed)
                .learn(new LabelledImages(images, train.labels()), oods, source()));
  }

  private ContrastSettings settings() {
    ContrastSettings settings =
        parameters.arm().contrastsRegions() ? ContrastSettings.POSITIONS : ContrastSettings.DEFAULT;
    return settings.withLongSide(longSide);
  }

  private NegativeSource source() {
    if (parameters.arm().contrastsRegions()) {
      return NegativeSource.OODS;
    }
    return switch (parameters.metricLoss().background().negatives()) {
      case OODS -> NegativeSource.OODS;
      case ABSENT -> NegativeSource.ABSENT;
      case BOTH -> NegativeSource.BOTH;
    };
  }

  /** Images in the size of the training; reports each, and ends where the run is cancelled. */
  private final class Resized implements ImageSource {
    private final ImageSource images;
    private final int before;
    private final int total;
    private final long step;

    private Resized(ImageSource images, int before, int total, long step) {
      this.images = images;
      this.before = before;
      this.total = total;
      this.step = step;
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public String id(int index) {
      return images.id(index);
    }

    @Override
    public RgbImage load(int index) throws UnusableImageException {
      if (listener.cancelled()) {
        throw new TrainingCancelledException(step);
      }
      listener.step(new StepReport(PHASE, before + index + 1L, total, Map.of()));
      return BicubicResize.toLongSide(images.load(index), longSide);
    }
  }
}

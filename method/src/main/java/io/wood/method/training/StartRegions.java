package io.wood.method.training;

import ai.djl.Device;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.ImageSource;
import io.wood.method.data.MaskedImage;
import io.wood.method.data.RandomStreams;
import io.wood.method.data.TrainingData;
import io.wood.method.data.augment.ObjectRegion;
import io.wood.method.data.augment.OodCanvas;
import io.wood.method.data.augment.RegionImage;
import io.wood.method.data.augment.RegionImages;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.network.Classifier;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The regions of the objects of the labelled images, by CAMs of the classifier that a training
 * starts from; see {@link StartCams}.
 *
 * <p>An image keeps its surroundings where a CAM misses too much of its objects: when this
 * classifier gives any of its classes a probability below .5 after they were pasted on an OoD. That
 * is tried once for an image, with one random OoD, in the centred view.
 */
final class StartRegions {
  /** Raise it when regions are computed in another way. */
  private static final String VERSION = "regions 1";

  private final TrainingParameters parameters;
  private final TrainingData data;
  private final OodCanvas canvas;
  private final SkippedImages skipped;
  private final TrainingListener listener;
  private final StartCams cams;

  StartRegions(
      TrainingParameters parameters,
      TrainingData data,
      SkippedImages skipped,
      TrainingListener listener,
      SharedResults shared) {
    this.parameters = parameters;
    this.data = data;
    this.canvas = new OodCanvas(parameters.augmentation(), data.oods());
    this.skipped = skipped;
    this.listener = listener;
    this.cams = new StartCams(parameters, data, skipped, listener, shared);
  }

  /**
   * The labelled images with their regions.
   *
   * @param weights that the training starts from
   * @param step optimiser steps done
   */
  RegionImages of(byte[] weights, Device device, long step) {
    String key =
        cams.key(
            VERSION,
            weights,
            device,
            parameters.augmentation(),
            parameters.schedule().batchSize(),
            SharedResults.imagesKey(data.oods()));
    List<Optional<ObjectRegion>> regions =
        cams.shared(
            key,
            ObjectRegion::toBytes,
            ObjectRegion::stored,
            () -> computed(weights, device, step));
    long pasted = regions.stream().filter(Optional::isPresent).count();
    listener.remark(
        "objects of %d of %d labelled images are pasted on OoDs; the others keep their surroundings"
            .formatted(pasted, regions.size()));
    return new RegionImages(data.train().images(), regions);
  }

  private List<Optional<ObjectRegion>> computed(byte[] weights, Device device, long step) {
    try (Classifier start = cams.start(weights, device)) {
      List<Optional<ObjectRegion>> regions =
          cams.search(start, "object regions", step, ObjectRegion::of);
      List<Integer> found =
          IntStream.range(0, regions.size())
              .filter(index -> regions.get(index).isPresent())
              .boxed()
              .toList();
      ImageFeatures pasted =
          new FeatureExtractor(
                  start,
                  parameters.augmentation(),
                  parameters.schedule().batchSize(),
                  skipped,
                  listener)
              .of("objects on OoDs", new Pasted(regions, found), step);
      List<Optional<ObjectRegion>> recognised = StartCams.nothing(regions.size());
      for (int row = 0; row < pasted.count(); row++) {
        int index = found.get(pasted.index(row));
        if (isRecognised(pasted, row, index)) {
          recognised.set(index, regions.get(index));
        }
      }
      return recognised;
    }
  }

  /** σ(ℓ) ≥ .5 is ℓ ≥ 0. */
  private boolean isRecognised(ImageFeatures pasted, int row, int index) {
    return data.train().labels().get(index).stream()
        .allMatch(label -> pasted.logit(row, label) >= 0);
  }

  /** The images that have a region, pasted on one OoD each. */
  private final class Pasted implements ImageSource {
    private final RegionImages all;
    private final List<Integer> found;

    Pasted(List<Optional<ObjectRegion>> regions, List<Integer> found) {
      this.all = new RegionImages(data.train().images(), regions);
      this.found = found;
    }

    @Override
    public int size() {
      return found.size();
    }

    @Override
    public String id(int index) {
      return all.id(found.get(index));
    }

    @Override
    public RgbImage load(int index) throws UnusableImageException {
      RegionImage image = all.load(found.get(index));
      long seed = RandomStreams.mix(RandomStreams.CANVAS, found.get(index));
      return canvas
          .pasted(image, new SplittableRandom(seed))
          .map(MaskedImage::image)
          .orElse(image.image());
    }
  }
}

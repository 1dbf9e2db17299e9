package io.wood.method.training;

import ai.djl.Device;
import io.wood.contracts.Sha256Digest;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.data.ImageBatch.Skipped;
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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The regions of the objects of the labelled images, by CAMs of scale 1 of the classifier that a
 * training starts from; no pixel label is read. They depend on its weights and not on the seed, so
 * that trainings have them in common, and a run that continues from a checkpoint finds or computes
 * the same ones.
 *
 * <p>An image keeps its surroundings where a CAM misses too much of its objects: when this
 * classifier gives any of its classes a probability below .5 after they were pasted on an OoD. That
 * is tried once for an image, with one random OoD, in the centred view.
 */
final class StartRegions {
  /** Raise it when regions are computed in another way. */
  private static final String VERSION = "regions 1";

  private static final Cam ONE_SCALE = new Cam(List.of(1.0), false, 0, 0);

  private final TrainingParameters parameters;
  private final TrainingData data;
  private final OodCanvas canvas;
  private final SkippedImages skipped;
  private final TrainingListener listener;
  private final SharedResults shared;

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
    this.shared = shared;
  }

  /**
   * The labelled images with their regions.
   *
   * @param weights that the training starts from
   * @param step optimiser steps done
   */
  RegionImages of(byte[] weights, Device device, long step) {
    String key =
        SharedResults.key(
            VERSION,
            Sha256Digest.hex(weights),
            parameters.network(),
            parameters.augmentation(),
            parameters.schedule().batchSize(),
            device,
            SharedResults.imagesKey(data.train().images()),
            data.train().labels().stream()
                .map(labels -> labels.stream().sorted().toList())
                .toList(),
            SharedResults.imagesKey(data.oods()));
    Optional<byte[]> kept = shared.find(key);
    List<Optional<ObjectRegion>> regions =
        kept.map(StartRegions::read).orElseGet(() -> computed(weights, device, step));
    if (kept.isEmpty() && skipped.count() == 0) {
      shared.keep(key, bytes(regions));
    }
    long pasted = regions.stream().filter(Optional::isPresent).count();
    listener.remark(
        "objects of %d of %d labelled images are pasted on OoDs; the others keep their surroundings"
            .formatted(pasted, regions.size()));
    return new RegionImages(data.train().images(), regions);
  }

  private List<Optional<ObjectRegion>> computed(byte[] weights, Device device, long step) {
    try (Classifier start =
        Classifier.load(parameters.network(), data.classes().size(), weights, device)) {
      List<Optional<ObjectRegion>> regions = regions(start, step);
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
      List<Optional<ObjectRegion>> recognised = new ArrayList<>(empty(regions.size()));
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

  private List<Optional<ObjectRegion>> regions(Classifier start, long step) {
    int count = data.train().size();
    MultiScaleCam cam = new MultiScaleCam(start, ONE_SCALE);
    listener.phase("object regions", count, "images");
    List<Optional<ObjectRegion>> regions = new ArrayList<>(empty(count));
    for (int index = 0; index < count; index++) {
      if (listener.cancelled()) {
        throw new TrainingCancelledException(step);
      }
      if (!data.train().labels().get(index).isEmpty()) {
        regions.set(index, region(cam, index));
      }
      listener.step(new StepReport("object regions", index + 1, count, Map.of()));
    }
    return regions;
  }

  private Optional<ObjectRegion> region(MultiScaleCam cam, int index) {
    ImageSource images = data.train().images();
    try {
      RgbImage image = images.load(index);
      return ObjectRegion.of(
          cam.of(image, data.train().labels().get(index)).strided(), image.width(), image.height());
    } catch (UnusableImageException unusable) {
      skipped.add(List.of(new Skipped(images.id(index), unusable.getMessage())));
      return Optional.empty();
    }
  }

  private static List<Optional<ObjectRegion>> empty(int count) {
    return IntStream.range(0, count).mapToObj(index -> Optional.<ObjectRegion>empty()).toList();
  }

  /** For each image the number of bytes of its region, 0 without one, and these. */
  private static byte[] bytes(List<Optional<ObjectRegion>> regions) {
    List<byte[]> all =
        regions.stream().map(each -> each.map(ObjectRegion::toBytes).orElse(new byte[0])).toList();
    ByteBuffer bytes =
        ByteBuffer.allocate(all.stream().mapToInt(each -> Integer.BYTES + each.length).sum());
    all.forEach(each -> bytes.putInt(each.length).put(each));
    return bytes.array();
  }

  private static List<Optional<ObjectRegion>> read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    List<Optional<ObjectRegion>> regions = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] one = new byte[bytes.getInt()];
      bytes.get(one);
      regions.add(one.length == 0 ? Optional.empty() : Optional.of(ObjectRegion.stored(one)));
    }
    return regions;
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

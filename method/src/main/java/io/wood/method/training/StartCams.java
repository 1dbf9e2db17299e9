package io.wood.method.training;

import ai.djl.Device;
import io.wood.contracts.Sha256Digest;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cam.MultiScaleCam;
import io.wood.method.data.ImageBatch.Skipped;
import io.wood.method.data.ImageSource;
import io.wood.method.data.TrainingData;
import io.wood.method.image.RgbImage;
import io.wood.method.image.UnusableImageException;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.ImagePlanes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Looks for something in each labelled image by CAMs of scale 1 of the classifier that a training
 * starts from; no pixel label is read. What is found depends on its weights and not on the seed, so
 * that trainings have it in common, and a run that continues from a checkpoint finds or computes
 * the same. Where an image cannot be read nothing is kept, because each training reports such
 * images.
 */
final class StartCams {
  private static final Cam ONE_SCALE = new Cam(List.of(1.0), false, 0, 0);

  private final TrainingParameters parameters;
  private final TrainingData data;
  private final SkippedImages skipped;
  private final TrainingListener listener;
  private final SharedResults shared;

  /** Looks for something in an image. */
  @FunctionalInterface
  interface Search<T> {
    /**
     * What the image holds, if anything.
     *
     * @param maps CAMs of its classes, each between 0 and 1, in the strided size, [n, h, w]
     * @param width of the image, pixels
     * @param height of the image, pixels
     */
    Optional<T> of(ImagePlanes maps, int width, int height);
  }

  StartCams(
      TrainingParameters parameters,
      TrainingData data,
      SkippedImages skipped,
      TrainingListener listener,
      SharedResults shared) {
    this.parameters = parameters;
    this.data = data;
    this.skipped = skipped;
    this.listener = listener;
    this.shared = shared;
  }

  /** The classifier that the training starts from; the caller closes it. */
  Classifier start(byte[] weights, Device device) {
    return Classifier.load(parameters.network(), data.classes().size(), weights, device);
  }

  /**
   * The key of what is found with the classifier in the labelled images.
   *
   * @param version of the search
   * @param more all else that the result depends on
   */
  String key(String version, byte[] weights, Device device, Object... more) {
    return SharedResults.key(
        version,
        Sha256Digest.hex(weights),
        parameters.network(),
        device,
        SharedResults.imagesKey(data.train().images()),
        data.train().labels().stream().map(labels -> labels.stream().sorted().toList()).toList(),
        List.of(more));
  }

  /**
   * What is kept under the key; otherwise computes and keeps it.
   *
   * @param toBytes what is kept for an image
   * @param stored reads these bytes
   * @param compute something or nothing for each labelled image
   */
  <T> List<Optional<T>> shared(
      String key,
      Function<T, byte[]> toBytes,
      Function<byte[], T> stored,
      Supplier<List<Optional<T>>> compute) {
    Optional<byte[]> kept = shared.find(key);
    if (kept.isPresent()) {
      return read(kept.get(), stored);
    }
    List<Optional<T>> found = compute.get();
    if (skipped.count() == 0) {
      shared.keep(key, bytes(found, toBytes));
    }
    return found;
  }

  /**
   * Searches the labelled images; nothing is found in one without a class, or that cannot be read.
   *
   * @param phase name for the listener
   * @param step optimiser steps done
   */
  <T> List<Optional<T>> search(Classifier start, String phase, long step, Search<T> search) {
    int count = data.train().size();
    MultiScaleCam cam = new MultiScaleCam(start, ONE_SCALE);
    listener.phase(phase, count, "images");
    List<Optional<T>> found = nothing(count);
    for (int index = 0; index < count; index++) {
      if (listener.cancelled()) {
        throw new TrainingCancelledException(step);
      }
      if (!data.train().labels().get(index).isEmpty()) {
        found.set(index, search(cam, index, search));
      }
      listener.step(new StepReport(phase, index + 1, count, Map.of()));
    }
    return found;
  }

  private <T> Optional<T> search(MultiScaleCam cam, int index, Search<T> search) {
    ImageSource images = data.train().images();
    try {
      RgbImage image = images.load(index);
      return search.of(
          cam.strided(image, data.train().labels().get(index)), image.width(), image.height());
    } catch (UnusableImageException unusable) {
      skipped.add(List.of(new Skipped(images.id(index), unusable.getMessage())));
      return Optional.empty();
    }
  }

  /** A list to fill in. */
  static <T> List<Optional<T>> nothing(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(index -> Optional.<T>empty()).toList());
  }

  /** For each image the number of bytes of what is found, 0 for nothing, and these. */
  private static <T> byte[] bytes(List<Optional<T>> found, Function<T, byte[]> toBytes) {
    List<byte[]> all = found.stream().map(each -> each.map(toBytes).orElse(new byte[0])).toList();
    ByteBuffer bytes =
        ByteBuffer.allocate(all.stream().mapToInt(each -> Integer.BYTES + each.length).sum());
    all.forEach(each -> bytes.putInt(each.length).put(each));
    return bytes.array();
  }

  private static <T> List<Optional<T>> read(byte[] file, Function<byte[], T> stored) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    List<Optional<T>> found = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] one = new byte[bytes.getInt()];
      bytes.get(one);
      found.add(one.length == 0 ? Optional.empty() : Optional.of(stored.apply(one)));
    }
    return found;
  }
}

package io.wood.method.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.Sha256Digest;
import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.data.ImageFeatures;
import io.wood.method.data.ImageSource;
import io.wood.method.data.TrainingData;
import io.wood.method.loss.MetricCentres;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The centres before the first step. They depend on the weights that a training starts from and not
 * on λ or τ, so that many trainings have them in common; the features that they are computed from
 * do not depend on K or the seed either.
 *
 * <p>The keys hold weights, network, crop, batch size, device and the images in their order. So the
 * result is the same to the bit where the trainers have equal processors and settings. Where an
 * image cannot be read nothing is kept, because each training reports such images.
 */
final class StartCentres {
  /** Raise it when features, centres or their map are computed in another way. */
  private static final String VERSION = "1";

  private static final int NUMBERS_BEFORE = 3;

  /** Features that take more are computed by each training. */
  private static final long MAX_BYTES = 1L << 30;

  /** Kept features of labelled images and OoDs that take more are not read for a map. */
  private static final long MAX_MAP_BYTES = 1L << 28;

  private final TrainingParameters parameters;
  private final TrainingData data;
  private final String start;
  private final SharedResults shared;
  private Optional<ImageFeatures> labelled = Optional.empty();
  private Optional<ImageFeatures> oods = Optional.empty();

  /**
   * Prepares the keys.
   *
   * @param weights that the training starts from
   * @param device name of the device
   */
  StartCentres(
      TrainingParameters parameters,
      TrainingData data,
      byte[] weights,
      String device,
      SharedResults shared) {
    this.parameters = parameters;
    this.data = data;
    this.shared = shared;
    this.start =
        SharedResults.key(
            VERSION,
            Sha256Digest.hex(weights),
            parameters.network(),
            parameters.augmentation(),
            parameters.schedule().batchSize(),
            device);
  }

  /** Features of the labelled images before the first step. */
  ImageFeatures labelled(Supplier<ImageFeatures> compute) {
    labelled = Optional.of(features(data.train().images(), compute));
    return labelled.get();
  }

  /** Features of the OoDs before the first step. */
  ImageFeatures oods(Supplier<ImageFeatures> compute) {
    oods = Optional.of(features(data.oods(), compute));
    return oods.get();
  }

  /**
   * The map of the centres. Where it is kept, no features are read.
   *
   * @param compute computes it from the features, where these are known
   * @param complete false after an image could not be read
   */
  Optional<ClusterMap> map(
      MetricCentres centres,
      Function<KnownFeatures, ClusterMap> compute,
      Supplier<Boolean> complete) {
    String key = SharedResults.key("map", centresKey(), data.classes());
    Optional<ClusterMap> kept = shared.findMap(key);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<ClusterMap> map = known(centres).map(compute);
    if (complete.get()) {
      map.ifPresent(computed -> shared.keepMap(key, computed));
    }
    return map;
  }

  /** The features that centres were computed from: computed here, or kept and not too large. */
  private Optional<KnownFeatures> known(MetricCentres centres) {
    if (labelled.isPresent() && oods.isPresent()) {
      return Optional.of(new KnownFeatures(labelled.get(), oods.get()));
    }
    long images = (long) data.train().size() + data.oods().size();
    long floats = centres.oods().rows().getShape().get(1) + centres.classes().count();
    return images * floats * Float.BYTES > MAX_MAP_BYTES
        ? Optional.empty()
        : kept(data.train().images())
            .flatMap(known -> kept(data.oods()).map(others -> new KnownFeatures(known, others)));
  }

  /** Features of both kinds of images. */
  record KnownFeatures(ImageFeatures labelled, ImageFeatures oods) {}

  /** Forgets the features, which can take as much memory as the training itself. */
  void release() {
    labelled = Optional.empty();
    oods = Optional.empty();
  }

  /**
   * The centres.
   *
   * @param complete false after an image could not be read
   */
  Optional<MetricCentres> centres(
      NDManager owner, Supplier<Optional<MetricCentres>> compute, Supplier<Boolean> complete) {
    String key = centresKey();
    Optional<byte[]> known = shared.find(key);
    if (known.isPresent()) {
      return Checkpoint.centres(owner, known.get());
    }
    Optional<MetricCentres> centres = compute.get();
    if (centres.isPresent() && complete.get()) {
      shared.keep(key, Checkpoint.state(new NDList(), centres));
    }
    return centres;
  }

  private String centresKey() {
    MetricLoss loss = parameters.metricLoss();
    return SharedResults.key(
        start,
        SharedResults.imagesKey(data.train().images()),
        data.train().labels().stream().map(labels -> labels.stream().sorted().toList()).toList(),
        SharedResults.imagesKey(data.oods()),
        parameters.arm(),
        parameters.seed(),
        loss.clusters(),
        loss.start());
  }

  private ImageFeatures features(ImageSource images, Supplier<ImageFeatures> compute) {
    Optional<ImageFeatures> known = kept(images);
    if (known.isPresent()) {
      return known.get();
    }
    ImageFeatures features = compute.get();
    if (features.count() == images.size() && features.count() > 0 && size(features) <= MAX_BYTES) {
      shared.keep(key(images), bytes(features));
    }
    return features;
  }

  private Optional<ImageFeatures> kept(ImageSource images) {
    return shared.find(key(images)).map(bytes -> read(ByteBuffer.wrap(bytes)));
  }

  private String key(ImageSource images) {
    return SharedResults.key(start, SharedResults.imagesKey(images));
  }

  private static long size(ImageFeatures features) {
    long floats = (long) features.count() * (features.dimension() + features.classes());
    return Float.BYTES * (NUMBERS_BEFORE + floats);
  }

  /** Number of images, D and C, then z and the logits of every image. */
  private static byte[] bytes(ImageFeatures features) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size(features)));
    bytes.putInt(features.count()).putInt(features.dimension()).putInt(features.classes());
    for (float value : features.pooled()) {
      bytes.putFloat(value);
    }
    for (int row = 0; row < features.count(); row++) {
      for (int c = 0; c < features.classes(); c++) {
        bytes.putFloat(features.logit(row, c));
      }
    }
    return bytes.array();
  }

  private static ImageFeatures read(ByteBuffer bytes) {
    int count = bytes.getInt();
    int dimension = bytes.getInt();
    int classes = bytes.getInt();
    return new ImageFeatures(
        IntStream.range(0, count).toArray(),
        floats(bytes, count * dimension),
        floats(bytes, count * classes));
  }

  private static float[] floats(ByteBuffer bytes, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = bytes.getFloat();
    }
    return floats;
  }
}

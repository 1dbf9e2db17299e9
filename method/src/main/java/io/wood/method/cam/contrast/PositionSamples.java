package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDManager;
import io.wood.method.data.RandomStreams;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Collects the positions that centres are learned from: those of classes where a labelled class is
 * active, those of negatives from OoDs, from images without a class or from the rest of the
 * labelled images.
 *
 * <p>Memory is bounded: of more than {@link ContrastSettings#positions} of a kind, of which each
 * class has an equal share, a random sample is kept. Where negatives are positions themselves, a
 * sample of {@link ContrastSettings#negatives} of them is kept.
 */
final class PositionSamples {
  private final ContrastSettings settings;
  private final NegativeSource source;
  private final long seed;
  private final List<PositionSample> classes = new ArrayList<>();
  private final PositionSample oods;
  private final PositionSample placebo;
  private final List<AbsentPositions> absent = new ArrayList<>();
  private final double[] sum;
  private long count;

  /**
   * @param classCount C
   * @param dimension D
   * @param source of the negatives
   */
  PositionSamples(
      int classCount, int dimension, ContrastSettings settings, NegativeSource source, long seed) {
    this.settings = settings;
    this.source = source;
    this.seed = seed;
    this.sum = new double[dimension];
    int share = Math.max(1, settings.positions() / classCount);
    for (int c = 0; c < classCount; c++) {
      classes.add(new PositionSample(() -> share, samples(c)));
      absent.add(new AbsentPositions(c, share));
    }
    int kept = settings.clustered() ? settings.positions() : settings.negatives();
    this.oods = new PositionSample(() -> kept, samples(classCount));
    this.placebo = new PositionSample(() -> oods.features().size(), samples(classCount + 1));
  }

  private long samples(int kind) {
    return RandomStreams.mix(seed, RandomStreams.POSITIONS, kind);
  }

  /** Adds an OoD; all of them come before the labelled images. */
  void addOod(ImagePositions image) {
    addToMean(image);
    image.highest(settings.oodShare()).forEach(position -> oods.offer(image, position));
  }

  /** Adds an image with the indices of its classes. */
  void addLabelled(ImagePositions image, Set<Integer> labels) {
    addToMean(image);
    BitSet inactive = new BitSet(image.count());
    inactive.set(0, image.count());
    for (int label : labels) {
      BitSet active = image.active(label, settings.activeShare());
      active.stream().forEach(position -> classes.get(label).offer(image, position));
      inactive.andNot(active);
    }
    if (source.usesAbsent()) {
      IntStream.range(0, classes.size())
          .filter(c -> !labels.contains(c))
          .forEach(c -> absent.get(c).offer(image));
    }
    if (source == NegativeSource.PLACEBO) {
      inactive.stream().forEach(position -> placebo.offer(image, position));
    }
  }

  private void addToMean(ImagePositions image) {
    image.addTo(sum);
    count += image.count();
  }

  /**
   * The centres of what was added.
   *
   * @param manager owner of the work, on its device
   */
  ContrastCentres centres(NDManager manager) {
    List<float[]> common = common();
    float[] mean = mean();
    int classCount = classes.size();
    Directions shared =
        settings.clustered()
            ? Directions.clustered(
                manager, common, mean, settings.negatives(), clusters(classCount))
            : Directions.from(mean, common);
    List<Directions> parts = new ArrayList<>();
    List<Directions> negatives = new ArrayList<>();
    for (int c = 0; c < classCount; c++) {
      List<float[]> own = classes.get(c).features();
      parts.add(Directions.clustered(manager, own, mean, settings.parts(), clusters(c)));
      List<float[]> without = absent.get(c).features();
      long seedOfAbsent = clusters(classCount + 1 + c);
      negatives.add(
          without.isEmpty()
              ? shared
              : shared.and(
                  Directions.clustered(manager, without, mean, settings.parts(), seedOfAbsent)));
    }
    return new ContrastCentres(mean, parts, negatives);
  }

  private long clusters(int kind) {
    return RandomStreams.mix(seed, RandomStreams.CLUSTERS, kind);
  }

  /** The negatives of all classes. */
  private List<float[]> common() {
    if (source == NegativeSource.ABSENT) {
      return List.of();
    }
    if (oods.features().isEmpty()) {
      throw new IllegalArgumentException(
          "there is no OoD to learn from that can be read; approve candidates");
    }
    if (source == NegativeSource.PLACEBO && placebo.features().isEmpty()) {
      throw new IllegalArgumentException(
          "the placebo needs labelled images with positions where no labelled class is active, and"
              + " there are none");
    }
    return source == NegativeSource.PLACEBO ? placebo.features() : oods.features();
  }

  /** μ. */
  private float[] mean() {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / count);
      if (!Float.isFinite(mean[i])) {
        throw new IllegalStateException(
            "the classifier's features have the mean %s; its weights are broken, train it again"
                .formatted(mean[i]));
      }
    }
    return mean;
  }
}

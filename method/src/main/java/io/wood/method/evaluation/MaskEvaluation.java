package io.wood.method.evaluation;

import io.wood.method.image.LabelMap;

/**
 * Compares masks with their truth: confusion, kinds of false positives, outlines, and replicates of
 * the mIoU. Memory does not depend on the number of images. Not thread-safe.
 */
public final class MaskEvaluation {
  /** Counts of a class: hits, pixels in the truth, pixels in the mask. */
  private static final int COUNTS = 3;

  private final ConfusionMatrix confusion;
  private final FalsePositives falsePositives = new FalsePositives();
  private final BoundaryIou boundary;
  private final ImageBootstrap bootstrap;

  /**
   * Starts with no image.
   *
   * @param classes number of classes, background included
   */
  public MaskEvaluation(int classes) {
    this.confusion = new ConfusionMatrix(classes);
    this.boundary = new BoundaryIou(classes);
    this.bootstrap = new ImageBootstrap(COUNTS * classes);
  }

  /**
   * Adds an image.
   *
   * @param image its id
   * @param truth a label per pixel, 255 left out
   * @param mask of the same size
   */
  public void add(String image, LabelMap truth, LabelMap mask) {
    ConfusionMatrix one = new ConfusionMatrix(confusion.classes());
    one.add(truth.labels(), mask.labels());
    add(image, truth, mask, one);
  }

  /**
   * Adds an image whose confusion has been counted.
   *
   * @param image its id
   * @param truth a label per pixel, 255 left out
   * @param mask of the same size
   * @param one of these two
   */
  public void add(String image, LabelMap truth, LabelMap mask, ConfusionMatrix one) {
    confusion.add(one);
    falsePositives.add(truth, mask);
    boundary.add(truth, mask);
    bootstrap.add(image, counts(one));
  }

  private static long[] counts(ConfusionMatrix confusion) {
    int classes = confusion.classes();
    long[] counts = new long[COUNTS * classes];
    for (int i = 0; i < classes; i++) {
      counts[COUNTS * i] = confusion.count(i, i);
      for (int other = 0; other < classes; other++) {
        counts[COUNTS * i + 1] += confusion.count(i, other);
        counts[COUNTS * i + 2] += confusion.count(other, i);
      }
    }
    return counts;
  }

  /** As in {@link SegmentationScores}. */
  private static double meanIou(long[] counts) {
    double sum = 0;
    int classes = 0;
    for (int i = 0; i < counts.length; i += COUNTS) {
      long union = counts[i + 1] + counts[i + 2] - counts[i];
      if (union > 0) {
        sum += (double) counts[i] / union;
        classes++;
      }
    }
    return sum / classes;
  }

  /** IoU, precision and recall. */
  public SegmentationScores scores() {
    return confusion.scores();
  }

  /** Where the false positives lie. */
  public FalsePositives.Shares falsePositives() {
    return falsePositives.shares();
  }

  /** Boundary IoU. */
  public BoundaryIou.Scores boundary() {
    return boundary.scores();
  }

  /** The mIoU with its replicates. */
  public Resampled meanIou() {
    return bootstrap.resampled(MaskEvaluation::meanIou);
  }
}

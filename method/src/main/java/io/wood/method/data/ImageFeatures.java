package io.wood.method.data;

/** Features and logits of a list of images, without those that could not be read. */
public final class ImageFeatures {
  private final int[] indices;
  private final float[] pooled;
  private final float[] logits;

  public ImageFeatures(int[] indices, float[] pooled, float[] logits) {
    this.indices = indices;
    this.pooled = pooled;
    this.logits = logits;
  }

  /** Number of images. */
  public int count() {
    return indices.length;
  }

  /** Position in the source of each image. */
  public int index(int row) {
    return indices[row];
  }

  /** D. */
  public int dimension() {
    return pooled.length / indices.length;
  }

  /** C. */
  public int classes() {
    return logits.length / indices.length;
  }

  /** z of all images, row-major. */
  public float[] pooled() {
    return pooled;
  }

  /** A logit. */
  public float logit(int row, int clazz) {
    return logits[row * classes() + clazz];
  }

  /** The class with the highest logit. */
  public int predicted(int row) {
    int best = 0;
    for (int c = 1; c < classes(); c++) {
      best = logit(row, c) > logit(row, best) ? c : best;
    }
    return best;
  }
}

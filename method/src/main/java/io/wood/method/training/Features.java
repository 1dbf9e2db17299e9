package io.wood.method.training;

/** What the network made of a list of images; those that could not be read are left out. */
final class Features {
  private final int[] indices;
  private final float[] pooled;
  private final float[] logits;

  Features(int[] indices, float[] pooled, float[] logits) {
    this.indices = indices;
    this.pooled = pooled;
    this.logits = logits;
  }

  /** How many images. */
  int count() {
    return indices.length;
  }

  /** Position in the source of each image. */
  int index(int row) {
    return indices[row];
  }

  /** D. */
  int dimension() {
    return pooled.length / indices.length;
  }

  /** C. */
  int classes() {
    return logits.length / indices.length;
  }

  /** z of all images, row-major. */
  float[] pooled() {
    return pooled;
  }

  /** A logit. */
  float logit(int row, int clazz) {
    return logits[row * classes() + clazz];
  }

  /** The class with the highest logit. */
  int predicted(int row) {
    int best = 0;
    for (int c = 1; c < classes(); c++) {
      best = logit(row, c) > logit(row, best) ? c : best;
    }
    return best;
  }
}

package io.wood.method.pixel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.LabelMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Normalised crops and their labels. */
public final class MaskedBatch {
  private final int side;
  private final float[] planes;
  private final List<LabelMap> labels;
  private final Map<String, String> skipped;

  MaskedBatch(int side, float[] planes, List<LabelMap> labels, Map<String, String> skipped) {
    this.side = side;
    this.planes = planes;
    this.labels = List.copyOf(labels);
    this.skipped = Map.copyOf(skipped);
  }

  /** Number of crops. */
  public int size() {
    return labels.size();
  }

  /** Side of a crop, pixels. */
  public int side() {
    return side;
  }

  /** The crops from one index (included) to another (excluded), [n, 3, side, side]. */
  public NDArray images(NDManager manager, int from, int to) {
    int size = 3 * side * side;
    return manager.create(
        Arrays.copyOfRange(planes, from * size, to * size), new Shape(to - from, 3, side, side));
  }

  /** The labels of each crop. */
  public List<LabelMap> labels() {
    return labels;
  }

  /** Why images were left out, by id. */
  Map<String, String> skipped() {
    return skipped;
  }
}

package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.TensorScopes;
import io.wood.method.tensor.UnitVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a class and what background looks like at one position: unit vectors P_cj, parts of class c,
 * and Q_ck, its negatives. Features are compared with them by the cosine of f̂ = (f − μ)/‖f − μ‖,
 * since features after a ReLU have one large direction in common, their mean μ.
 *
 * <p>After LPCAM (Chen and Sun, CVPR 2023), with OoDs as its context. Thread-safe.
 */
public final class ContrastCentres {
  private static final String ROWS = "contrast.rows";
  private static final String COUNTS = "contrast.counts";

  /** Missing in checkpoints of earlier versions, which have each group as often as it is used. */
  private static final String GROUPS = "contrast.groups";

  private final float[] mean;
  private final List<Directions> parts;
  private final List<Directions> negatives;

  /**
   * @param mean μ, D numbers
   * @param parts P, for each class
   * @param negatives Q, for each class
   */
  ContrastCentres(float[] mean, List<Directions> parts, List<Directions> negatives) {
    this.mean = mean;
    this.parts = List.copyOf(parts);
    this.negatives = List.copyOf(negatives);
  }

  /** Centres with the same negatives for all classes. */
  ContrastCentres(float[] mean, List<Directions> parts, Directions negatives) {
    this(mean, parts, Collections.nCopies(parts.size(), negatives));
  }

  /** What {@link #arrays} wrote, if it is among some arrays. */
  public static Optional<ContrastCentres> stored(NDList all) {
    return Optional.ofNullable(all.get(ROWS))
        .map(rows -> stored(rows, all.get(COUNTS), Optional.ofNullable(all.get(GROUPS))));
  }

  private static ContrastCentres stored(NDArray rows, NDArray counts, Optional<NDArray> numbers) {
    int dimension = (int) rows.getShape().get(1);
    float[] values = rows.toFloatArray();
    List<float[]> vectors =
        IntStream.range(0, (int) rows.getShape().get(0))
            .mapToObj(row -> Arrays.copyOfRange(values, row * dimension, (row + 1) * dimension))
            .toList();
    List<Directions> distinct = new ArrayList<>();
    int at = 1;
    for (int count : counts.toIntArray()) {
      distinct.add(Directions.stored(vectors.subList(at, at + count), dimension));
      at += count;
    }
    List<Directions> groups =
        numbers
            .map(all -> Arrays.stream(all.toIntArray()).mapToObj(distinct::get).toList())
            .orElse(distinct);
    int classes = groups.size() / 2;
    return new ContrastCentres(
        vectors.get(0), groups.subList(0, classes), groups.subList(classes, groups.size()));
  }

  /**
   * For {@link #stored}: μ, then P and Q of all classes, those that classes share once, how many
   * there are of each, and which of them P and Q of each class are.
   */
  public NDList arrays(NDManager owner) {
    List<Directions> groups = new ArrayList<>(parts);
    groups.addAll(negatives);
    List<Directions> distinct = groups.stream().distinct().toList();
    List<float[]> vectors = new ArrayList<>(List.of(mean));
    distinct.forEach(group -> vectors.addAll(group.vectors()));
    float[] values = new float[vectors.size() * mean.length];
    for (int row = 0; row < vectors.size(); row++) {
      System.arraycopy(vectors.get(row), 0, values, row * mean.length, mean.length);
    }
    NDArray rows = owner.create(values, new Shape(vectors.size(), mean.length));
    NDArray counts = owner.create(distinct.stream().mapToInt(Directions::count).toArray());
    NDArray numbers = owner.create(groups.stream().mapToInt(distinct::indexOf).toArray());
    rows.setName(ROWS);
    counts.setName(COUNTS);
    numbers.setName(GROUPS);
    return new NDList(rows, counts, numbers);
  }

  /** C. */
  int classes() {
    return parts.size();
  }

  /** μ. */
  float[] mean() {
    return mean;
  }

  /** P_c. */
  Directions parts(int clazz) {
    return parts.get(clazz);
  }

  /** Q_c. */
  Directions negatives(int clazz) {
    return negatives.get(clazz);
  }

  /**
   * How much more each position looks like a class than like a negative: max_j cos(f̂, P_cj) −
   * max_k cos(f̂, Q_ck), from −2 to 2; infinite for a class without parts or negatives, which
   * nothing is known about.
   *
   * @param features f, [n, D, h, w]
   * @param keys indices of k classes
   * @return [n, k, h, w], of the features' manager
   */
  public NDArray lead(NDArray features, List<Integer> keys) {
    return TensorScopes.keep(
        features.getManager(),
        () -> {
          NDArray directions = directions(features);
          Map<Directions, NDArray> nearest = new HashMap<>();
          NDList leads = new NDList();
          for (int key : keys) {
            Directions own = parts.get(key);
            Directions other = negatives.get(key);
            leads.add(
                own.count() == 0 || other.count() == 0
                    ? unknown(directions)
                    : own.nearest(directions)
                        .sub(nearest.computeIfAbsent(other, it -> it.nearest(directions))));
          }
          return NDArrays.concat(leads, 1);
        });
  }

  private static NDArray unknown(NDArray directions) {
    Shape shape = directions.getShape();
    return directions
        .getManager()
        .full(new Shape(shape.get(0), 1, shape.get(2), shape.get(3)), Float.POSITIVE_INFINITY);
  }

  /**
   * f̂.
   *
   * @param features f, [n, D, h, w]
   * @return [n, D, h, w], differentiable in {@code features}
   */
  NDArray directions(NDArray features) {
    NDArray origin =
        EngineConstants.of(features.getManager(), mean, new Shape(1, mean.length, 1, 1));
    NDArray centred = features.sub(origin);
    return UnitVectors.of(centred, 1);
  }
}

package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.TensorScopes;
import java.util.List;

/**
 * What a class and what background looks like at one position: unit vectors P_cj, parts of class c,
 * and Q_k, negatives. Features are compared with them by the cosine of f̂ = (f − μ)/‖f − μ‖, since
 * features after a ReLU have one large direction in common, their mean μ.
 *
 * <p>After LPCAM (Chen and Sun, CVPR 2023), with OoDs as its context. Thread-safe.
 */
public final class ContrastCentres {
  private final float[] mean;
  private final List<Directions> parts;
  private final Directions negatives;

  /**
   * @param mean μ, D numbers
   * @param parts P, for each class
   * @param negatives Q, at least one
   */
  ContrastCentres(float[] mean, List<Directions> parts, Directions negatives) {
    this.mean = mean;
    this.parts = List.copyOf(parts);
    this.negatives = negatives;
  }

  /** μ. */
  float[] mean() {
    return mean;
  }

  /** P_c. */
  Directions parts(int clazz) {
    return parts.get(clazz);
  }

  /** Q. */
  Directions negatives() {
    return negatives;
  }

  /**
   * How much more each position looks like a class than like a negative: max_j cos(f̂, P_cj) −
   * max_k cos(f̂, Q_k), from −2 to 2; infinite for a class without parts, which nothing is known
   * about.
   *
   * @param features f, [n, D, h, w]
   * @param keys indices of k classes
   * @return [n, k, h, w], of the features' manager
   */
  NDArray lead(NDArray features, List<Integer> keys) {
    return TensorScopes.keep(
        features.getManager(),
        () -> {
          NDArray directions = directions(features);
          NDArray negative = negatives.nearest(directions);
          NDArray unknown = EngineConstants.scalar(features.getManager(), Float.POSITIVE_INFINITY);
          NDList leads = new NDList();
          for (int key : keys) {
            Directions own = parts.get(key);
            leads.add(
                own.count() > 0
                    ? own.nearest(directions).sub(negative)
                    : negative.zerosLike().add(unknown));
          }
          return NDArrays.concat(leads, 1);
        });
  }

  /** f̂. */
  private NDArray directions(NDArray features) {
    NDArray origin =
        EngineConstants.of(features.getManager(), mean, new Shape(1, mean.length, 1, 1));
    NDArray centred = features.sub(origin);
    NDArray min = EngineConstants.scalar(features.getManager(), Directions.MIN_LENGTH);
    return centred.div(centred.square().sum(new int[] {1}, true).sqrt().maximum(min));
  }
}

package io.wood.method.walk;

import io.wood.contracts.parameter.RefinementParameters.Walk;
import io.wood.method.tensor.ImagePlanes;

/**
 * Spreads class activation maps up to the edges of objects: (D⁻¹A)^(2^t)·[cam·(1 − edge)], with A
 * the affinities of cells within a radius and D their row sums (IRN, section 4.2). The power is a
 * Chebyshev expansion on the whole interval [−1, 1] of sparse products, exact to 1e-5: nothing is
 * squared, nothing small is dropped.
 */
public final class RandomWalk {
  private final Walk parameters;
  private final float[] coefficients;

  /** Prepares a walk of 2^t steps. */
  public RandomWalk(Walk parameters) {
    if (parameters.logSteps() > 20) {
      throw new IllegalArgumentException(
          "walk.logSteps " + parameters.logSteps() + " means more than a million steps; use 8");
    }
    this.parameters = parameters;
    this.coefficients = ChebyshevPower.coefficients(1 << parameters.logSteps());
  }

  /**
   * Walks.
   *
   * @param cams a plane per class, taken as they are (raise them to {@code camPower} first)
   * @param edge one plane of the same size, 0 (inside) to 1 (boundary)
   * @return a plane per class; constant maps do not change where there is no edge
   */
  public ImagePlanes spread(ImagePlanes cams, ImagePlanes edge) {
    if (edge.channels() != 1 || edge.height() != cams.height() || edge.width() != cams.width()) {
      throw new IllegalArgumentException(
          "the edge map is %dx%dx%d, the CAMs are %dx%d; both must have the same cells; refine again if the memory of the process has changed since the CAMs"
              .formatted(
                  edge.channels(), edge.height(), edge.width(), cams.height(), cams.width()));
    }
    cams.requireFinite("CAM");
    edge.requireFinite("edge map");
    Transition transition = new Transition(parameters, edge);
    float[] sources = insideOnly(cams, edge);
    float[][] vectors = new float[cams.channels()][];
    for (int channel = 0; channel < vectors.length; channel++) {
      vectors[channel] = transition.enter(sources, channel * cams.area());
    }
    float[][] walked = power(transition, vectors);
    ImagePlanes result = new ImagePlanes(cams.channels(), cams.height(), cams.width());
    for (int channel = 0; channel < walked.length; channel++) {
      transition.leave(walked[channel], result.values(), channel * cams.area());
    }
    return result;
  }

  /** cam·(1 − edge). */
  private static float[] insideOnly(ImagePlanes cams, ImagePlanes edge) {
    float[] values = new float[cams.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = cams.values()[i] * (1 - edge.values()[i % edge.area()]);
    }
    return values;
  }

  /**
   * Σ c_k·T_k(P)·x. The recurrence T_(k+1) = 2·P·T_k − T_(k−1) is taken in differences, Δ_(k+1) =
   * Δ_k + 2·(P − I)·T_k and T_(k+1) = T_k + Δ_(k+1), which loses no digits at the eigenvalue 1.
   */
  private float[][] power(Transition transition, float[][] x) {
    float[][] result = new float[x.length][];
    float[][] difference = new float[x.length][];
    for (int v = 0; v < x.length; v++) {
      result[v] = transition.zeros();
      difference[v] = transition.zeros();
      addTo(result[v], coefficients[0], x[v]);
    }
    for (int k = 1; k < coefficients.length; k++) {
      transition.addGenerated(k == 1 ? 1 : 2, x, difference);
      for (int v = 0; v < x.length; v++) {
        addTo(x[v], 1, difference[v]);
        addTo(result[v], coefficients[k], x[v]);
      }
    }
    return result;
  }

  private static void addTo(float[] target, float factor, float[] x) {
    if (factor != 0) {
      for (int i = 0; i < x.length; i++) {
        target[i] += factor * x[i];
      }
    }
  }
}

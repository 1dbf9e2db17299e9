package io.wood.method.cam.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.method.tensor.EngineConstants;
import io.wood.method.tensor.UnitVectors;

/**
 * What each class looks like in each image: the mean of f̂ where its map is active,
 *
 * <p>r_bc = Σ_u M_bc(u)·f̂_b(u) / Σ_u M_bc(u), scaled to length 1,
 *
 * <p>compared by cosines with the prototype of its class, the direction of the mean of the class's
 * parts P_cj, and with negatives. After the region loss of FPR (Chen et al., ICCV 2023).
 *
 * <p>The mean of the parts and not the nearest one: r_bc is itself a mean over all parts that the
 * image shows, and where CAMs are wrong some part is background, to which regions of background
 * would be nearest.
 */
public final class ClassRegions {
  /** Σ_u M_bc(u) from which on a region exists. */
  private static final double MIN_SUM = Float.MIN_NORMAL;

  private final ContrastCentres centres;
  private final NDArray regions;
  private final NDArray active;

  private ClassRegions(ContrastCentres centres, NDArray regions, NDArray active) {
    this.centres = centres;
    this.regions = regions;
    this.active = active;
  }

  /**
   * The regions of all classes.
   *
   * @param features f, [n, D, h, w]
   * @param maps M, at least 0, [n, C, h, w]
   */
  public static ClassRegions of(ContrastCentres centres, NDArray features, NDArray maps) {
    Shape shape = maps.getShape();
    long images = shape.get(0);
    NDArray weights = maps.reshape(images, shape.get(1), -1);
    NDArray sums = weights.sum(new int[] {2}, true);
    NDArray min = EngineConstants.scalar(maps.getManager(), MIN_SUM);
    NDArray directions =
        centres.directions(features).reshape(images, features.getShape().get(1), -1);
    NDArray means = weights.div(sums.maximum(min)).matMul(directions.transpose(0, 2, 1));
    return new ClassRegions(
        centres,
        UnitVectors.of(means, 2),
        sums.gte(min).toType(DataType.FLOAT32, false).reshape(images, shape.get(1)));
  }

  /**
   * 1 where an image has a region of a class and the class a part, 0 elsewhere, where the cosines
   * say nothing.
   *
   * @return [n, C]
   */
  public NDArray known() {
    float[] parts = new float[centres.classes()];
    for (int c = 0; c < parts.length; c++) {
      parts[c] = Math.min(1, centres.parts(c).count());
    }
    return active.mul(EngineConstants.of(manager(), parts, new Shape(1, parts.length)));
  }

  /**
   * The cosine of each region to the prototype of its class.
   *
   * @return [n, C], differentiable in the features
   */
  public NDArray toPrototypes() {
    int classes = centres.classes();
    int dimension = centres.mean().length;
    float[] prototypes = new float[classes * dimension];
    for (int c = 0; c < classes; c++) {
      System.arraycopy(centres.parts(c).mean(), 0, prototypes, c * dimension, dimension);
    }
    return regions
        .mul(EngineConstants.of(manager(), prototypes, new Shape(1, classes, dimension)))
        .sum(new int[] {2});
  }

  /**
   * The cosines of each region to all negatives.
   *
   * @return [n, C, K], differentiable in the features
   * @throws IllegalStateException when classes have negatives of their own
   */
  public NDArray toNegatives() {
    Directions shared = centres.negatives(0);
    for (int c = 1; c < centres.classes(); c++) {
      if (centres.negatives(c) != shared) {
        throw new IllegalStateException(
            "class %d has other negatives than class 0; learn them from OoDs".formatted(c));
      }
    }
    NDArray rows =
        EngineConstants.of(
            manager(), shared.rows(), new Shape(shared.count(), centres.mean().length));
    return regions.matMul(rows.transpose());
  }

  private NDManager manager() {
    return regions.getManager();
  }
}

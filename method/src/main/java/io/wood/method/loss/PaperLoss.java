package io.wood.method.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.method.cluster.Centres;
import io.wood.method.tensor.EngineConstants;
import java.util.function.UnaryOperator;

/**
 * The metric loss of the W-OoD paper (equations 4 and 5).
 *
 * <p>L_d(x) = Σ_{c: y_c=1} d(x, P^in_c) − Σ_{k in N_τ(x)} d(x, P^ood_k), N_τ(x) being the τ·K
 * clusters nearest to x, at least one unless τ is 0, chosen for each image on its own; averaged
 * over the images. With {@link LossScale#PER_CLUSTER} it is divided by K, which is what the
 * published λ = .007 means; the literal sum drives the features to zero at that λ.
 *
 * <p>K is the parameters', also where the OoDs are grouped by predicted class and there are as many
 * centres as classes: 1/K belongs to λ, so that at one λ a distance weighs λ/K in every arm.
 * Divided by six classes instead, the pull would be stronger than at λ/10, where a loss of
 * precision was measured. Fewer centres still mean fewer neighbours, and so a weaker push.
 *
 * <p>Where the parameters say so, {@link CentredDirections} take the place of features and centres.
 */
final class PaperLoss {
  /** Added to the distance of an absent centre, so that it is never among the nearest. */
  private static final float FAR = 1e9f;

  private final MetricLoss parameters;
  private final Centres classes;
  private final Centres oods;
  private final CentreUse use;
  private final UnaryOperator<NDArray> space;

  PaperLoss(MetricLoss parameters, MetricCentres centres) {
    this.parameters = parameters;
    this.use = centres.use();
    if (parameters.comparesDirections()) {
      CentredDirections directions = CentredDirections.around(centres);
      this.classes = directions.of(centres.classes());
      this.oods = directions.of(centres.oods());
      this.space = directions::of;
    } else {
      this.classes = centres.classes();
      this.oods = centres.oods();
      this.space = UnaryOperator.identity();
    }
  }

  /**
   * The mean of L_d over the images.
   *
   * @param features z of labelled images, [N, D]
   * @param labels y, multi-hot, [N, C]
   * @return a scalar, differentiable in {@code features}
   */
  NDArray evaluate(NDArray features, NDArray labels) {
    return loss(space.apply(features), labels);
  }

  private NDArray loss(NDArray features, NDArray labels) {
    NDArray own =
        CentreDistances.between(features, classes.rows()).mul(labels).mul(classes.present()).sum();
    NDArray loss =
        own.sub(nearest(features)).div(constant(features, (double) features.getShape().get(0)));
    return parameters.scale() == LossScale.LITERAL
        ? loss
        : loss.div(constant(features, parameters.clusters()));
  }

  private static NDArray constant(NDArray like, double value) {
    return EngineConstants.scalar(like.getManager(), value);
  }

  private NDArray nearest(NDArray features) {
    if (parameters.tau() == 0 || oods.presentCount() == 0) {
      return features.getManager().create(0f);
    }
    // A small share of few centres must not round to 0, which would silently remove the push.
    int neighbours = (int) Math.max(1, Math.round(parameters.tau() * oods.presentCount()));
    NDArray distances =
        CentreDistances.between(features, oods.rows()).add(oods.present().neg().add(1).mul(FAR));
    NDArray nearest = distances.topK(neighbours, 1, false, false).get(0);
    // Of equal distances all count, which changes the count and not the loss.
    NDArray farthest = nearest.stopGradient().max(new int[] {1}, true);
    use.add(distances.stopGradient().lte(farthest).toType(DataType.FLOAT32, false));
    return nearest.sum();
  }
}

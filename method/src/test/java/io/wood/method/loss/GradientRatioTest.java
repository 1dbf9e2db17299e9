package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.method.cluster.Centres;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientRatioTest {
  private static final int IMAGES = 3;
  private static final int CLASSES = 2;
  private static final int SIZE = 4;
  private static final double LAMBDA = .7;

  private final NDManager manager = Devices.manager(Device.cpu());
  private final Random random = new Random(5);
  private final float[] z = normal(IMAGES * SIZE);
  private final NDArray weight = manager.create(normal(CLASSES * SIZE), new Shape(CLASSES, SIZE));
  private final NDArray labels =
      manager.create(new float[] {1, 0, 0, 1, 1, 1}, new Shape(IMAGES, CLASSES));
  private final MetricCentres centres =
      new MetricCentres(
          Centres.of(manager, CLASSES, SIZE, normal(CLASSES * SIZE), new int[] {1, 1}),
          Centres.of(manager, 5, SIZE, normal(5 * SIZE), new int[] {1, 1, 1, 1, 1}));
  private final MetricLoss settings =
      new MetricLoss(
          LAMBDA, .4, 5, ClusterStart.PLUS_PLUS, LossScale.PER_CLUSTER, false, 1, .07, -1);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void equalsTheRatioOfFiniteDifferencesOfBothLosses() {
    PaperLoss paper = new PaperLoss(settings, centres);
    ReferenceLoss reference = new ReferenceLoss(settings, centres);

    check(x -> paper.evaluate(x, labels));
    check(x -> reference.metric(x, labels));
  }

  @Test
  void isZeroWithoutWeightAndFiniteWhereTheClassificationLossIsFlat() {
    UnaryOperator<NDArray> sum = NDArray::sum;
    assertThat(ratio(0, sum)).isZero();
    NDArray flat = labels.mul(2000).sub(1000);
    NDArray slopes = FeatureLoss.of(features(z), sum).gradient();
    assertThat(GradientRatio.of(slopes, LAMBDA, flat, labels, weight).getFloat())
        .isFinite()
        .isGreaterThan(1e6f);
  }

  @Test
  void agreesWithANumberComputedByHand() {
    // One feature of norm-2 weight whose logit is 0: |(½ − 1)·w| = 1; the slope of 3·x is 3.
    NDArray one = manager.create(new float[] {0}, new Shape(1, 1));
    NDArray label = manager.create(new float[] {1}, new Shape(1, 1));
    NDArray two = manager.create(new float[] {2}, new Shape(1, 1));
    NDArray slope = FeatureLoss.of(one, x -> x.mul(3).sum()).gradient();
    assertThat(GradientRatio.of(slope, .5, one, label, two).getFloat())
        .isCloseTo(1.5f, within(1e-6f));
  }

  @Test
  void aTermOfALossHasTheValueAndTheGradientOfTheLossItself() {
    PaperLoss paper = new PaperLoss(settings, centres);
    NDArray itself = recorded();
    NDArray asTerm = recorded();

    try (GradientMode on = GradientMode.on()) {
      NDArray loss = paper.evaluate(itself.mul(2), labels);
      Gradients.backward(loss.mul(LAMBDA));
      NDArray twice = asTerm.mul(2);
      NDArray term = FeatureLoss.of(twice, x -> paper.evaluate(x, labels)).term(twice);
      Gradients.backward(term.mul(LAMBDA));
      assertThat(term.getFloat()).isEqualTo(loss.getFloat());
    }
    assertThat(Gradients.of(asTerm).toFloatArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(Gradients.of(itself).toFloatArray());
  }

  private NDArray recorded() {
    NDArray features = features(z);
    features.setRequiresGradient(true);
    return features;
  }

  private void check(UnaryOperator<NDArray> metric) {
    double expected =
        LAMBDA
            * differences(x -> metric.apply(x).getFloat())
            / differences(
                x -> ClassificationLoss.labelled(x.matMul(weight.transpose()), labels).getFloat());
    assertThat(ratio(LAMBDA, metric)).isCloseTo(expected, within(.01 * expected));
  }

  private double ratio(double lambda, UnaryOperator<NDArray> metric) {
    NDArray features = features(z);
    NDArray logits = features.matMul(weight.transpose());
    return GradientRatio.of(
            FeatureLoss.of(features, metric).gradient(), lambda, logits, labels, weight)
        .getFloat();
  }

  /** The norm of a loss's slopes along each number of z. */
  private double differences(ToDoubleFunction<NDArray> loss) {
    float step = 1e-2f;
    double squares = 0;
    try (GradientMode off = GradientMode.off()) {
      for (int i = 0; i < z.length; i++) {
        float[] up = z.clone();
        float[] down = z.clone();
        up[i] += step;
        down[i] -= step;
        double slope =
            (loss.applyAsDouble(features(up)) - loss.applyAsDouble(features(down))) / (2 * step);
        squares += slope * slope;
      }
    }
    return Math.sqrt(squares);
  }

  private NDArray features(float[] values) {
    return manager.create(values, new Shape(IMAGES, SIZE));
  }

  private float[] normal(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}

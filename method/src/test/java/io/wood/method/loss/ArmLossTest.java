package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Arm;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.method.cluster.Centres;
import io.wood.method.data.BatchSplit;
import io.wood.method.data.ImageFeatures;
import io.wood.method.loss.ArmLoss.WholeBatch;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.network.weights.Parameter;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import io.wood.method.tensor.TensorScopes;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArmLossTest {
  private static final int SIZE = 4;
  private static final int CLUSTERS = 5;
  private static final NetworkSpec SMALL = new NetworkSpec("small", 8);

  private final Random random = new Random(2);
  private final NDManager manager = Devices.manager(Device.cpu());
  private final Classifier network = Classifier.create(SMALL, 2, 1, Device.cpu());
  private final NetworkInTraining trainee =
      new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING);
  private NDArray labels;

  @BeforeEach
  void leaveTheStart() {
    // Where the residual branches are 0 and batch norm is the identity.
    try (GradientMode off = GradientMode.off()) {
      network.features(normal(8, 3, 32, 32), BatchNormStatistics.BATCH);
      network.parameters().get("layer2.0.bn2.weight").addi(.7);
      network.parameters().get("layer4.0.bn2.weight").addi(.5);
    }
    labels = manager.create(new float[] {1, 0, 0, 1, 1, 1, 0, 1}, new Shape(SIZE, 2));
  }

  @AfterEach
  void close() {
    trainee.close();
    manager.close();
  }

  /** Along its own gradient g, a loss changes by |g|² a unit. */
  @ParameterizedTest
  @EnumSource(Arm.class)
  void everyArmsGradientEqualsItsFiniteDifferenceForEveryWeight(Arm arm) {
    ArmLoss loss = loss(arm, 0);
    NDArray images = images(arm);
    try (GradientMode on = GradientMode.on()) {
      for (Parameter parameter : trainee.trained()) {
        trainee.trained().forEach(each -> Gradients.clear(each.value()));
        Gradients.backward(evaluate(loss, images).total());
        NDArray gradient = Gradients.of(parameter.value()).duplicate();
        double square = gradient.square().sum().getFloat();
        if (square > 1e-7) {
          float step = (float) (5e-3 / Math.sqrt(square));
          double finite =
              lossAt(loss, images, parameter.value(), gradient, step)
                  - lossAt(loss, images, parameter.value(), gradient, -step);
          assertThat(finite / (2 * step))
              .as(parameter.name())
              .isCloseTo(square, within(.06 * square));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void anArmGroupsItsOodsWhenItHasAMetricLoss(Arm arm) {
    TrainingParameters parameters = parameters(arm, 0);
    float[] pooled = new float[2 * CLUSTERS];
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] = random.nextFloat();
    }
    ImageFeatures oods =
        new ImageFeatures(IntStream.range(0, CLUSTERS).toArray(), pooled, new float[2 * CLUSTERS]);
    Optional<Centres> groups = TrainingArm.of(parameters).oodCentres(manager, oods);
    assertThat(groups.isPresent()).isEqualTo(arm.usesMetricLoss());
    assertThat(groups.map(Centres::count).orElse(0))
        .isEqualTo(arm.usesClusters() ? CLUSTERS : arm.usesMetricLoss() ? 2 : 0);
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void anArmReportsTheRatioOfGradientsWhenItHasAMetricLoss(Arm arm) {
    try (GradientMode on = GradientMode.on()) {
      Optional<NDArray> ratio =
          Optional.ofNullable(evaluate(loss(arm, 0), images(arm)).parts().get("gradient.metric"));
      assertThat(ratio.isPresent()).isEqualTo(arm.usesMetricLoss());
      ratio.ifPresent(value -> assertThat(value.getFloat()).isFinite().isPositive());
    }
  }

  @Test
  void reportingTheRatioCountsNoSelectionTwice() {
    MetricCentres centres = new MetricCentres(centres(2, random), centres(CLUSTERS, random));
    ArmLoss loss = new ArmLoss(parameters(Arm.WOOD, 0), trainee, Optional.of(centres));
    try (GradientMode on = GradientMode.on()) {
      evaluate(loss, images(Arm.WOOD));
    }
    assertThat(centres.use().read().images()).isEqualTo(SIZE);
  }

  @Test
  void theReferencesStepMakesTheNetworkSurerOfTheOods() {
    NDArray images = images(Arm.REFERENCE);
    NDArray moved = prepared(images, 1).images();
    assertThat(rows(moved, 0, SIZE)).isEqualTo(rows(images, 0, SIZE));
    assertThat(moved.sub(images).abs().max().getFloat()).isCloseTo(.07f, within(1e-5f));
    assertThat(confidence(moved)).isGreaterThan(confidence(images));
    for (Parameter each : trainee.trained()) {
      assertThat(Gradients.of(each.value()).abs().sum().getFloat()).as(each.name()).isZero();
    }
  }

  @Test
  void theReferencesStepAndSelectionAreThoseOfTheWholeBatchWhenItIsSplit() {
    NDArray images = images(Arm.REFERENCE);
    WholeBatch whole = prepared(images, 1);
    assertThat(whole.threshold()).isEmpty();
    for (int parts : new int[] {2, 3, 4}) {
      WholeBatch split = prepared(images, parts);
      assertThat(split.images().toFloatArray())
          .containsExactly(whole.images().toFloatArray(), within(1e-5f));
      assertThat(total(split, parts)).isCloseTo(total(whole, 1), within(1e-5));
    }
  }

  private double total(WholeBatch batch, int parts) {
    BatchSplit split = new BatchSplit(SIZE, parts);
    double total = 0;
    for (int part = 0; part < parts; part++) {
      int one = part;
      total +=
          split.share(part)
              * TensorScopes.compute(
                  () ->
                      loss(Arm.REFERENCE, .07)
                          .evaluate(
                              split.images(batch.images(), one),
                              split.rows(labels, one),
                              Optional.empty(),
                              batch.threshold())
                          .total()
                          .getFloat());
    }
    return total;
  }

  private WholeBatch prepared(NDArray images, int parts) {
    try (GradientMode on = GradientMode.on()) {
      return loss(Arm.REFERENCE, .07).prepare(images, new BatchSplit(SIZE, parts));
    }
  }

  private double confidence(NDArray images) {
    try (GradientMode off = GradientMode.off()) {
      NDArray oods = images.get(new NDIndex("{}:", SIZE));
      return network
          .logits(network.pooled(network.features(oods)))
          .max(new int[] {1})
          .sum()
          .getFloat();
    }
  }

  private double lossAt(
      ArmLoss loss, NDArray images, NDArray parameter, NDArray direction, float step) {
    try (GradientMode off = GradientMode.off()) {
      NDArray before = parameter.duplicate();
      parameter.addi(direction.mul(step));
      double value = evaluate(loss, images).total().getFloat();
      parameter.set(before.toFloatArray());
      return value;
    }
  }

  /** Some positions are known as background; arms other than CANVAS make no use of them. */
  private ArmLoss.Outcome evaluate(ArmLoss loss, NDArray images) {
    int cells = 32 / SMALL.outputStride();
    float[] known = new float[SIZE * cells * cells];
    for (int i = 0; i < known.length; i += 3) {
      known[i] = 1;
    }
    NDArray background = manager.create(known, new Shape(SIZE, cells, cells));
    return loss.evaluate(images, labels, Optional.of(background), OptionalDouble.empty());
  }

  private ArmLoss loss(Arm arm, double adversarialStep) {
    Random fixed = new Random(6);
    Optional<MetricCentres> centres =
        arm.usesMetricLoss()
            ? Optional.of(new MetricCentres(centres(2, fixed), centres(CLUSTERS, fixed)))
            : Optional.empty();
    return new ArmLoss(parameters(arm, adversarialStep), trainee, centres);
  }

  /**
   * Every position counts and lies above the margin: a finite difference meets no kink. γ is 0: the
   * focal weight is no part of the gradient, so that no difference of the loss shows it.
   */
  private static TrainingParameters parameters(Arm arm, double adversarialStep) {
    MetricLoss settings =
        new MetricLoss(
            .5,
            .4,
            CLUSTERS,
            ClusterStart.PLUS_PLUS,
            LossScale.PER_CLUSTER,
            false,
            .7,
            adversarialStep,
            -1,
            1.0,
            2.0,
            0.0,
            null,
            null,
            null);
    return new TrainingParameters(arm, SMALL, null, null, null, settings, 1);
  }

  private Centres centres(int count, Random from) {
    int[] members = new int[count];
    Arrays.fill(members, 1);
    float[] values = new float[count * network.featureSize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = from.nextFloat();
    }
    return Centres.of(manager, count, network.featureSize(), values, members);
  }

  private NDArray images(Arm arm) {
    return normal(arm.addsOods(1) ? 2 * SIZE : SIZE, 3, 32, 32);
  }

  private static float[] rows(NDArray images, int first, int last) {
    return images.get(new NDIndex("{}:{}", first, last)).toFloatArray();
  }

  private NDArray normal(long... shape) {
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }
}

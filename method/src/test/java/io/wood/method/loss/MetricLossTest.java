package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.method.Goldens;
import io.wood.method.cluster.Centres;
import io.wood.method.parity.GoldenFile;
import io.wood.method.parity.check.WoodLossParity;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MetricLossTest {
  private static final int BOTTLE = 4;

  private static MetricLoss with(double tau, int clusters, LossScale scale, int skipped) {
    return new MetricLoss(.007, tau, clusters, ClusterStart.FIRST_K, scale, false, 1, .07, skipped);
  }

  @Test
  void paperLossAgreesWithANumberComputedByHand() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // Given one feature (3, 4) of class 1, and OoD clusters at distances 5, 1 and 2
      NDArray features = manager.create(new float[] {3, 4}, new Shape(1, 2));
      Centres classes = Centres.of(manager, 2, 2, new float[] {9, 9, 3, 7}, new int[] {1, 1});
      Centres oods = Centres.of(manager, 3, 2, new float[] {0, 0, 3, 5, 1, 4}, new int[] {2, 2, 2});
      NDArray labels = manager.create(new float[] {0, 1}, new Shape(1, 2));
      // When the two nearest of three count
      PaperLoss literal =
          new PaperLoss(with(.67, 3, LossScale.LITERAL, -1), new MetricCentres(classes, oods));
      PaperLoss scaled =
          new PaperLoss(with(.67, 3, LossScale.PER_CLUSTER, -1), new MetricCentres(classes, oods));
      // Then 3 − (1 + 2) = 0, and with one neighbour 3 − 1 = 2
      assertThat(literal.evaluate(features, labels).getFloat()).isCloseTo(0, within(1e-6f));
      PaperLoss one =
          new PaperLoss(with(.33, 3, LossScale.LITERAL, -1), new MetricCentres(classes, oods));
      assertThat(one.evaluate(features, labels).getFloat()).isCloseTo(2, within(1e-6f));
      assertThat(scaled.evaluate(features, labels).getFloat()).isCloseTo(0, within(1e-6f));
    }
  }

  @Test
  void aDistanceWeighsLambdaOverKHoweverManyCentresThereAre() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // Given OoDs in three groups, as by predicted class, where K is 50
      NDArray features = manager.create(new float[] {3, 4}, new Shape(1, 2));
      NDArray labels = manager.create(new float[] {0, 1}, new Shape(1, 2));
      Centres classes = Centres.of(manager, 2, 2, new float[] {9, 9, 3, 7}, new int[] {1, 1});
      Centres oods = Centres.of(manager, 3, 2, new float[] {0, 0, 3, 5, 1, 4}, new int[] {2, 2, 2});
      PaperLoss loss =
          new PaperLoss(with(.33, 50, LossScale.PER_CLUSTER, -1), new MetricCentres(classes, oods));
      // Then (3 − 1)/50
      assertThat(loss.evaluate(features, labels).getFloat()).isCloseTo(.04f, within(1e-6f));
    }
  }

  @Test
  void pushesFromTheNearestCentreHoweverFewThereAre() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // Given two OoD centres at distances 5 and 1, of which a fifth is less than a half
      NDArray features = manager.create(new float[] {3, 4}, new Shape(1, 2));
      NDArray labels = manager.create(new float[] {1}, new Shape(1, 1));
      Centres classes = Centres.of(manager, 1, 2, new float[] {3, 7}, new int[] {1});
      Centres oods = Centres.of(manager, 2, 2, new float[] {0, 0, 3, 5}, new int[] {2, 2});
      PaperLoss loss =
          new PaperLoss(with(.2, 2, LossScale.LITERAL, -1), new MetricCentres(classes, oods));
      PaperLoss pull =
          new PaperLoss(with(0, 2, LossScale.LITERAL, -1), new MetricCentres(classes, oods));
      // Then 3 − 1, and 3 where no push is asked for
      assertThat(loss.evaluate(features, labels).getFloat()).isCloseTo(2, within(1e-6f));
      assertThat(pull.evaluate(features, labels).getFloat()).isCloseTo(3, within(1e-6f));
    }
  }

  @Test
  void comparesDirectionsFromTheMiddleOfTheCentres() {
    try (NDManager manager = NDManager.newBaseManager()) {
      // Given centres (2, 0) and (0, 2) around the middle (1, 1), and features in the direction (1,
      // 0)
      Centres classes = Centres.of(manager, 2, 2, new float[] {2, 0, 0, 0}, new int[] {1, 0});
      Centres oods = Centres.of(manager, 2, 2, new float[] {9, 9, 0, 2}, new int[] {0, 3});
      NDArray labels = manager.create(new float[] {1, 0}, new Shape(1, 2));
      PaperLoss loss =
          new PaperLoss(
              centred(with(1, 1, LossScale.LITERAL, -1)), new MetricCentres(classes, oods));
      // Then the angles are an eighth and three eighths of a turn, however far the features are
      double expected = Math.sqrt(2 - Math.sqrt(2)) - Math.sqrt(2 + Math.sqrt(2));
      for (float far : new float[] {1.5f, 3, 100}) {
        NDArray features = manager.create(new float[] {far, 1}, new Shape(1, 2));
        assertThat(loss.evaluate(features, labels).getFloat())
            .isCloseTo((float) expected, within(1e-6f));
      }
    }
  }

  private static MetricLoss centred(MetricLoss loss) {
    return new MetricLoss(
        loss.lambda(),
        loss.tau(),
        loss.clusters(),
        loss.start(),
        loss.scale(),
        loss.refreshCentres(),
        loss.oodWeight(),
        loss.adversarialStep(),
        loss.skippedClass(),
        null,
        null,
        null,
        true,
        null,
        null);
  }

  @Test
  void anEmptyClusterNeverCounts() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray features = manager.create(new float[] {0.1f, 0}, new Shape(1, 2));
      NDArray labels = manager.create(new float[] {1}, new Shape(1, 1));
      Centres classes = Centres.of(manager, 1, 2, new float[] {0.1f, 3}, new int[] {1});
      Centres oods = Centres.of(manager, 2, 2, new float[] {0, 0, 4.1f, 0}, new int[] {0, 3});
      MetricLoss parameters = with(1, 2, LossScale.LITERAL, -1);
      assertThat(
              new PaperLoss(parameters, new MetricCentres(classes, oods))
                  .evaluate(features, labels)
                  .getFloat())
          .isCloseTo(3 - 4, within(1e-6f));
    }
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    GoldenFile golden = Goldens.open("f_wood_loss");
    try (NDManager manager = NDManager.newBaseManager()) {
      Centres classes = WoodLossParity.centres(manager, golden, "class_centres");
      Centres oods = WoodLossParity.centres(manager, golden, "ood_centres");
      NDArray labels = golden.tensor(manager, "labels");
      for (LossScale scale : LossScale.values()) {
        PaperLoss paper = new PaperLoss(with(.2, 50, scale, -1), new MetricCentres(classes, oods));
        assertGradient(golden.tensor(manager, "z_in"), z -> paper.evaluate(z, labels));
        PaperLoss centred =
            new PaperLoss(centred(with(.2, 50, scale, -1)), new MetricCentres(classes, oods));
        assertGradient(golden.tensor(manager, "z_in"), z -> centred.evaluate(z, labels));
      }
      ReferenceLoss reference =
          new ReferenceLoss(
              with(.2, 50, LossScale.PER_CLUSTER, BOTTLE), new MetricCentres(classes, oods));
      assertGradient(golden.tensor(manager, "z_in"), z -> reference.metric(z, labels));
      assertGradient(golden.tensor(manager, "logits_ood"), x -> ReferenceLoss.oods(x, BOTTLE));
      assertGradient(
          golden.tensor(manager, "logits_in"), x -> ClassificationLoss.labelled(x, labels));
      assertGradient(golden.tensor(manager, "logits_ood"), ClassificationLoss::negative);
    }
  }

  @Test
  void gradientsAreFiniteOnACentre() {
    try (NDManager manager = NDManager.newBaseManager();
        GradientMode on = GradientMode.on()) {
      NDArray features = manager.create(new float[] {1, 2}, new Shape(1, 2));
      features.setRequiresGradient(true);
      Centres here = Centres.of(manager, 1, 2, new float[] {1, 2}, new int[] {1});
      NDArray labels = manager.ones(new Shape(1, 1));
      MetricLoss parameters = with(1, 1, LossScale.LITERAL, -1);
      Gradients.backward(
          new PaperLoss(parameters, new MetricCentres(here, here)).evaluate(features, labels));
      Gradients.backward(
          new ReferenceLoss(parameters, new MetricCentres(here, here)).metric(features, labels));
      assertThat(features.getGradient().toFloatArray()).containsExactly(0, 0);
    }
  }

  /** Compares the gradient with central differences along fixed directions. */
  private static void assertGradient(NDArray at, UnaryOperator<NDArray> loss) {
    try (GradientMode on = GradientMode.on()) {
      NDArray x = at.duplicate();
      x.setRequiresGradient(true);
      Gradients.backward(loss.apply(x));
      NDArray gradient = x.getGradient();
      for (int i = 0; i < 5; i++) {
        NDArray direction = x.getManager().randomNormal(x.getShape());
        direction = direction.div(direction.norm());
        float step = 2e-2f;
        float up = loss.apply(at.add(direction.mul(step))).getFloat();
        float down = loss.apply(at.sub(direction.mul(step))).getFloat();
        float slope = gradient.mul(direction).sum().getFloat();
        assertThat((up - down) / (2 * step))
            .isCloseTo(slope, within(2e-3f * Math.max(1, gradient.norm().getFloat())));
      }
    }
  }
}

package io.wood.method.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.Classifier;
import io.wood.method.network.layer.BatchNormStatistics;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FocalArmTest {
  /** Logits at which σ is 1/2, 3/4, 1/4 and 9/10. */
  private static final double[] LOGITS = {0, Math.log(3), -Math.log(3), Math.log(9)};

  private static final double[] SIGMAS = {.5, .75, .25, .9};

  private final NDManager manager = Devices.manager(Device.cpu());
  private final Classifier network =
      Classifier.create(new NetworkSpec("small", 8), 2, 1, Device.cpu());
  private final NetworkInTraining trainee =
      new NetworkInTraining(network, network.trainable(0), BatchNormStatistics.RUNNING);

  @AfterEach
  void close() {
    trainee.close();
    manager.close();
  }

  @Test
  void weighsEachClassOfAnOodByHowSureTheClassifierIs() {
    // BCE(l, 0) = -ln(1 - sigma): ln 2, ln 4, ln 4/3, ln 10
    double once = .5 * Math.log(2) + .75 * Math.log(4) + .25 * Math.log(4. / 3) + .9 * Math.log(10);
    double twice =
        .25 * Math.log(2) + .5625 * Math.log(4) + .0625 * Math.log(4. / 3) + .81 * Math.log(10);
    assertThat(loss(1.0)).isCloseTo(once / 4, within(1e-6));
    assertThat(loss(2.0)).isCloseTo(twice / 4, within(1e-6));
    assertThat(loss(null)).isEqualTo(loss(1.0));
  }

  @Test
  void aGammaOfZeroGivesPlainNegatives() {
    NDArray plain = new BackgroundArm().oods(trainee, logits(), logits());
    assertThat(loss(0.0)).isEqualTo((double) plain.getFloat());
  }

  @Test
  void noGradientGoesThroughTheWeight() {
    float[] gradient = gradient(2.0);
    float step = 1e-2f;
    for (int i = 0; i < LOGITS.length; i++) {
      // The loss with the weight of the logits themselves, at logits a step away
      double up = plain(i, step);
      double down = plain(i, -step);
      double weight = SIGMAS[i] * SIGMAS[i];
      assertThat((double) gradient[i])
          .isCloseTo(weight * (up - down) / (2 * step) / 4, within(1e-5));
      // d BCE(l, 0)/dl = sigma
      assertThat((double) gradient[i]).isCloseTo(weight * SIGMAS[i] / 4, within(1e-6));
    }
  }

  /** BCE(ℓ, 0) near a logit. */
  private static double plain(int i, double step) {
    return Math.log1p(Math.exp(LOGITS[i] + step));
  }

  private double loss(Double gamma) {
    NDArray logits = logits();
    return arm(gamma).oods(trainee, logits, logits).getFloat();
  }

  private float[] gradient(double gamma) {
    try (GradientMode on = GradientMode.on()) {
      NDArray logits = logits();
      logits.setRequiresGradient(true);
      Gradients.backward(arm(gamma).oods(trainee, logits, logits));
      return Gradients.of(logits).toFloatArray();
    }
  }

  private static FocalArm arm(Double gamma) {
    return new FocalArm(
        new MetricLoss(
            0, .2, 1, null, null, false, 1, .07, -1, null, null, gamma, null, null, null));
  }

  private NDArray logits() {
    float[] values = new float[LOGITS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) LOGITS[i];
    }
    return manager.create(values, new Shape(2, 2));
  }
}

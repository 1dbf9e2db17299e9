package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.contracts.parameter.MetricLoss;
import io.wood.contracts.parameter.MetricLoss.ClusterStart;
import io.wood.contracts.parameter.MetricLoss.LossScale;
import io.wood.method.cluster.Centres;
import io.wood.method.loss.ClassificationLoss;
import io.wood.method.loss.MetricCentres;
import io.wood.method.loss.ReferenceLoss;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;

/** The reference's losses on given features: distances, selection, parts and all gradients. */
public final class WoodLossParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-6;

  /** Index of the class that the official code skips: VOC's bottle. */
  private static final int SKIPPED = 4;

  private static final double LAMBDA = .007;
  private static final double TAU = .2;
  private static final double OOD_WEIGHT = .25;

  @Override
  public String topic() {
    return "wood_loss";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    try (NDManager manager = Devices.manager(Device.cpu());
        GradientMode on = GradientMode.on()) {
      Centres classes = centres(manager, golden, "class_centres");
      Centres oods = centres(manager, golden, "ood_centres");
      MetricLoss parameters =
          new MetricLoss(
              LAMBDA,
              TAU,
              oods.count(),
              ClusterStart.FIRST_K,
              LossScale.PER_CLUSTER,
              false,
              OOD_WEIGHT,
              0,
              SKIPPED);
      ReferenceLoss loss = new ReferenceLoss(parameters, new MetricCentres(classes, oods));
      compareDistances(golden, manager, loss, oods, comparison);
      compareParts(golden, manager, loss, comparison);
      compareWhole(golden, manager, loss, comparison);
    }
  }

  /** To a centre that does not exist the official distance is 0, which is near but adds nothing. */
  private static void compareDistances(
      GoldenFile golden,
      NDManager manager,
      ReferenceLoss loss,
      Centres oods,
      GoldenComparison comparison) {
    NDArray z = golden.tensor(manager, "z_in");
    NDArray toOods = loss.oodDistances(z);
    NDArray distances = loss.classDistances(z).concat(toOods, 1);
    comparison.close("dist", distances.toFloatArray(), TOLERANCE);
    comparison.close("thresh", new float[] {loss.threshold(toOods)}, TOLERANCE);
    NDArray selected = loss.selected(toOods).add(oods.present().neg().add(1));
    comparison.close("selected", selected.toFloatArray(), 0);
  }

  /** The gradient of each part with respect to its input. */
  private static void compareParts(
      GoldenFile golden, NDManager manager, ReferenceLoss loss, GoldenComparison comparison) {
    NDArray labels = golden.tensor(manager, "labels");
    NDArray z = leaf(golden, manager, "z_in");
    NDArray metric = loss.metric(z, labels);
    comparison.close("loss_M", metric.getFloat(), TOLERANCE);
    Gradients.backward(metric.mul((float) LAMBDA));
    comparison.close("grad_z_in", Gradients.of(z).toFloatArray(), TOLERANCE);
    NDArray logitsIn = leaf(golden, manager, "logits_in");
    NDArray classification = ClassificationLoss.labelled(logitsIn, labels);
    comparison.close("loss_cls", classification.getFloat(), TOLERANCE);
    Gradients.backward(classification);
    comparison.close("grad_logits_in", Gradients.of(logitsIn).toFloatArray(), TOLERANCE);
    NDArray logitsOod = leaf(golden, manager, "logits_ood");
    NDArray ood = ReferenceLoss.oods(logitsOod, SKIPPED);
    comparison.close("loss_ood", ood.getFloat(), TOLERANCE);
    Gradients.backward(ood.mul((float) OOD_WEIGHT));
    comparison.close("grad_logits_ood", Gradients.of(logitsOod).toFloatArray(), TOLERANCE);
  }

  /** The total loss with gradients through the classifier. */
  private static void compareWhole(
      GoldenFile golden, NDManager manager, ReferenceLoss loss, GoldenComparison comparison) {
    NDArray labels = golden.tensor(manager, "labels");
    NDArray z = leaf(golden, manager, "z_in");
    NDArray zOod = leaf(golden, manager, "z_ood");
    NDArray weight = leaf(golden, manager, "classifier_weight");
    NDArray oodLogits = zOod.matMul(weight.transpose());
    // The golden logits had one class raised by hand; the gradient flows as if they had not.
    NDArray raised = golden.tensor(manager, "logits_ood").sub(oodLogits.stopGradient());
    NDArray total =
        ClassificationLoss.labelled(z.matMul(weight.transpose()), labels)
            .add(loss.metric(z, labels).mul((float) LAMBDA))
            .add(ReferenceLoss.oods(oodLogits.add(raised), SKIPPED).mul((float) OOD_WEIGHT));
    comparison.close("loss_total", total.getFloat(), TOLERANCE);
    Gradients.backward(total);
    comparison.close("full_grad_z_in", Gradients.of(z).toFloatArray(), TOLERANCE);
    comparison.close("full_grad_z_ood", Gradients.of(zOod).toFloatArray(), TOLERANCE);
    comparison.close("full_grad_W", Gradients.of(weight).toFloatArray(), TOLERANCE);
  }

  private static NDArray leaf(GoldenFile golden, NDManager manager, String key) {
    NDArray leaf = golden.tensor(manager, key).duplicate();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** A row of zeros is a centre that does not exist. */
  public static Centres centres(NDManager manager, GoldenFile golden, String key) {
    int[] shape = golden.shape(key);
    float[] values = golden.floats(key);
    int[] members = new int[shape[0]];
    for (int i = 0; i < values.length; i++) {
      members[i / shape[1]] |= values[i] != 0 ? 1 : 0;
    }
    return Centres.of(manager, shape[0], shape[1], values, members);
  }
}

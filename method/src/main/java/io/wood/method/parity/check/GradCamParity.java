package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.wood.method.cam.AdversarialClimb;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;

/**
 * One Grad-CAM in closed form. The network is that of the AdvCAM file beside it; the class is the
 * one whose row of the classifier points along the official gradients.
 */
public final class GradCamParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-4;

  @Override
  public String topic() {
    return "gradcam";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    GoldenFile network = golden.sibling("advcam");
    try (NDManager manager = Devices.manager(Device.cpu());
        GradientMode on = GradientMode.on()) {
      ToyNetwork toy = new ToyNetwork(manager, network);
      NDArray x = golden.tensor(manager, "x");
      comparison.close("fmap", toy.features(x).toFloatArray(), TOLERANCE);
      int key = classOf(golden, network);
      comparison.close(
          "gcam_merged", new AdversarialClimb(toy).climb(x, key, 1, 1).values(), TOLERANCE);
    }
  }

  private static int classOf(GoldenFile golden, GoldenFile network) {
    float[] gradient = golden.floats("grad_sum");
    float[] weight = network.floats("wc");
    int dimension = network.shape("wc")[1];
    int best = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < weight.length / dimension; row++) {
      double product = 0;
      double square = 0;
      for (int k = 0; k < dimension; k++) {
        double w = weight[row * dimension + k];
        product += w * (gradient[k] + gradient[dimension + k]);
        square += w * w;
      }
      double along = product / Math.sqrt(square);
      if (along > max) {
        max = along;
        best = row;
      }
    }
    return best;
  }
}

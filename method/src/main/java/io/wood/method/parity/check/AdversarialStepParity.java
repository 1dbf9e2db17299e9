package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.AdversarialStep;
import io.wood.method.tensor.Devices;

/** The perturbation of OoDs along a given gradient. */
public final class AdversarialStepParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-6;

  @Override
  public String topic() {
    return "adv_climb";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      comparison.close(
          "perturbed",
          AdversarialStep.climb(
                  golden.tensor(manager, "image"),
                  golden.tensor(manager, "grad"),
                  golden.scalar("epsilon"))
              .toFloatArray(),
          TOLERANCE);
    }
  }
}

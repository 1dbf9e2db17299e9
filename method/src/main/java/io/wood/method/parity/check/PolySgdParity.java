package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import io.wood.method.training.PolySgd;
import java.util.Arrays;
import java.util.List;

/** Two groups of parameters under given gradients: rates and values after every step. */
public final class PolySgdParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-5;
  private static final double POWER = .9;

  @Override
  public String topic() {
    return "poly_optimizer";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    int steps = golden.shape("grads")[0];
    int width = golden.shape("grads")[1];
    // The rates at the first step are the base rates.
    double[] base = Arrays.copyOf(golden.doubles("lrs"), 2);
    float[] gradients = golden.floats("grads");
    float[] after = new float[steps * width];
    double[] rates = new double[2 * steps];
    try (NDManager manager = Devices.manager(Device.cpu());
        GradientMode on = GradientMode.on()) {
      NDArray p = parameter(manager, golden, "p0");
      NDArray q = parameter(manager, golden, "q0");
      int split = (int) p.size();
      try (PolySgd sgd =
          new PolySgd(
              manager,
              List.of(
                  new PolySgd.Group(new NDList(p), base[0]),
                  new PolySgd.Group(new NDList(q), base[1])),
              new PolySgd.Settings(
                  golden.scalar("momentum"),
                  golden.scalar("weight_decay"),
                  POWER,
                  golden.ints("max_step")[0]))) {
        for (int step = 0; step < steps; step++) {
          rates[2 * step] = sgd.rate(base[0]);
          rates[2 * step + 1] = sgd.rate(base[1]);
          int from = step * width;
          Gradients.backward(
              times(manager, p, gradients, from).add(times(manager, q, gradients, from + split)));
          sgd.step();
          System.arraycopy(p.toFloatArray(), 0, after, from, split);
          System.arraycopy(q.toFloatArray(), 0, after, from + split, width - split);
        }
      }
    }
    comparison.close("lrs", rates, TOLERANCE);
    comparison.close("params_after", after, TOLERANCE);
  }

  /** A scalar whose gradient by the parameter is the given one. */
  private static NDArray times(NDManager manager, NDArray parameter, float[] all, int from) {
    float[] gradient = Arrays.copyOfRange(all, from, from + (int) parameter.size());
    return parameter.mul(manager.create(gradient)).sum();
  }

  private static NDArray parameter(NDManager manager, GoldenFile golden, String key) {
    NDArray parameter = manager.create(golden.floats(key));
    parameter.setRequiresGradient(true);
    return parameter;
  }
}

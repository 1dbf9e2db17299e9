package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.irn.IrnHeads;
import io.wood.method.irn.IrnInference;
import io.wood.method.irn.IrnNetwork;
import io.wood.method.network.Classifier;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.parity.GoldenWeights;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.TensorScopes;
import java.util.Arrays;

/** The whole IRN network on a ResNet-50: raw outputs of a batch, and the inference of an image. */
public final class IrnNetworkParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-3;
  private static final String TRUNK = "resnet50.";
  private static final int TRUNK_FEATURES = 2048;

  @Override
  public String topic() {
    return "irn_net";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    GoldenWeights weights = GoldenWeights.of(golden);
    try (NDManager manager = Devices.manager(Device.cpu());
        Classifier trunk = trunk(manager, weights);
        IrnNetwork network = IrnNetwork.load(trunk, heads(manager, weights, golden))) {
      comparison.close("running_mean", network.meanShift().toFloatArray(), 0);
      TensorScopes.compute(
          () -> {
            compareRaw(golden, manager, network, comparison);
            return comparison;
          });
      compareInference(golden, network, comparison);
    }
  }

  /** The official trunk has no classifier; adds one that is never evaluated. */
  private static Classifier trunk(NDManager manager, GoldenWeights weights) {
    NDList arrays = weights.arrays(manager, name -> name.startsWith(TRUNK));
    NDArray unused = manager.zeros(new Shape(1, TRUNK_FEATURES, 1, 1));
    unused.setName("classifier.weight");
    arrays.add(unused);
    return Classifier.load(
        new NetworkSpec(Architecture.RESNET50, 16),
        1,
        arrays.encode(NDList.Encoding.SAFETENSORS),
        Device.cpu());
  }

  private static byte[] heads(NDManager manager, GoldenWeights weights, GoldenFile golden) {
    NDList arrays =
        weights.arrays(
            manager, name -> !name.startsWith(TRUNK) && !name.equals(IrnHeads.MEAN_SHIFT));
    NDArray mean = golden.tensor(manager, "running_mean");
    mean.setName(IrnHeads.MEAN_SHIFT);
    arrays.add(mean);
    return arrays.encode(NDList.Encoding.SAFETENSORS);
  }

  private static void compareRaw(
      GoldenFile golden, NDManager manager, IrnNetwork network, GoldenComparison comparison) {
    int[] shape = golden.shape("x");
    int crop = golden.ints("crop_size")[0];
    NDArray canvas = manager.zeros(new Shape(shape[0], 3, crop, crop));
    canvas.set(new NDIndex(":, :, :{}, :{}", shape[2], shape[3]), golden.tensor(manager, "x"));
    NDList stages = network.stages(canvas);
    comparison.relative("raw_edge_out", network.edge(stages).toFloatArray(), TOLERANCE);
    NDArray displacement =
        network.displacement(stages).sub(network.meanShift().reshape(1, 2, 1, 1));
    comparison.relative("raw_dp_out", displacement.toFloatArray(), TOLERANCE);
  }

  private static void compareInference(
      GoldenFile golden, IrnNetwork network, GoldenComparison comparison) {
    int[] shape = golden.shape("x");
    float[] image = Arrays.copyOf(golden.floats("x"), 3 * shape[2] * shape[3]);
    IrnInference.Outputs outputs =
        new IrnInference(network, golden.ints("crop_size")[0]).outputs(image, shape[2], shape[3]);
    comparison.relative("edge", outputs.edge().values(), TOLERANCE);
    comparison.relative("dp", outputs.displacement().values(), TOLERANCE);
  }
}

package io.wood.method.parity.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.Classifier;
import io.wood.method.network.weights.Parameter;
import io.wood.method.parity.GoldenCheck;
import io.wood.method.parity.GoldenComparison;
import io.wood.method.parity.GoldenFile;
import io.wood.method.parity.GoldenWeights;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The whole ResNet-50 classifier: stages, features, logits, CAM, loss and gradients. */
public final class CamNetworkParity implements GoldenCheck {
  private static final double TOLERANCE = 1e-3;

  @Override
  public String topic() {
    return "cam_net";
  }

  @Override
  public void compare(GoldenFile golden, GoldenComparison comparison) {
    int classes = golden.shape("logits")[1];
    try (NDManager manager = Devices.manager(Device.cpu());
        Classifier classifier =
            Classifier.load(
                new NetworkSpec(Architecture.RESNET50, 16),
                classes,
                GoldenWeights.of(golden)
                    .arrays(manager, name -> true)
                    .encode(NDList.Encoding.SAFETENSORS),
                Device.cpu())) {
      comparison.exact(
          "n_params",
          classifier.parameters().values().stream().mapToInt(array -> (int) array.size()).sum());
      compareOutputs(golden, manager, classifier, comparison);
      compareGradients(golden, manager, classifier, comparison);
    }
  }

  private static void compareOutputs(
      GoldenFile golden, NDManager manager, Classifier classifier, GoldenComparison comparison) {
    NDArray x = golden.tensor(manager, "x");
    NDList stages = classifier.stages(x);
    for (MatchResult key : golden.matching("stage(\\d)_first(\\d+)")) {
      NDArray stage = stages.get(Integer.parseInt(key.group(1)));
      comparison.relative(
          key.group(),
          stage.get(new NDIndex("0:1, :{}", Integer.parseInt(key.group(2)))).toFloatArray(),
          TOLERANCE);
    }
    NDArray features = classifier.features(x);
    NDArray z = classifier.pooled(features);
    comparison.relative("gap", z.toFloatArray(), TOLERANCE);
    comparison.relative("logits", classifier.logits(z).toFloatArray(), TOLERANCE);
    NDArray maps = classifier.positionLogits(features).maximum(0);
    comparison.relative("cam", maps.get(0).add(maps.get(1).flip(2)).toFloatArray(), TOLERANCE);
  }

  private static void compareGradients(
      GoldenFile golden, NDManager manager, Classifier classifier, GoldenComparison comparison) {
    try (GradientMode on = GradientMode.on()) {
      Map<String, NDArray> trained =
          classifier.trainable(3).stream()
              .collect(Collectors.toMap(Parameter::name, Parameter::value));
      NDArray logits =
          classifier.logits(classifier.pooled(classifier.features(golden.tensor(manager, "x"))));
      // Binary cross-entropy with logits: max(l, 0) − l·y + log(1 + e^−|l|), mean over N·C.
      NDArray loss =
          logits
              .getNDArrayInternal()
              .relu()
              .sub(logits.mul(golden.tensor(manager, "y").duplicate()))
              .add(logits.abs().neg().exp().add(1).log())
              .mean();
      comparison.relative("bce", new float[] {loss.getFloat()}, TOLERANCE);
      Gradients.backward(loss);
      for (MatchResult key : golden.matching("grad_(.+)")) {
        String name = parameter(key.group(1));
        NDArray gradient = Gradients.of(trained.get(name));
        comparison.relative(
            key.group(), corner(gradient, golden.shape(key.group())).toFloatArray(), TOLERANCE);
      }
    }
  }

  /** {@code layer4_2_conv2_first} is the beginning of {@code layer4.2.conv2.weight}. */
  private static String parameter(String key) {
    String dotted = key.replaceFirst("_first$", "").replace('_', '.');
    return dotted.endsWith(".weight") || dotted.endsWith(".bias") ? dotted : dotted + ".weight";
  }

  /** The first elements along the first two sides. */
  private static NDArray corner(NDArray gradient, int[] shape) {
    String index =
        IntStream.range(0, Math.min(2, shape.length))
            .mapToObj(side -> ":" + shape[side])
            .collect(Collectors.joining(", "));
    return gradient.get(new NDIndex(index));
  }
}

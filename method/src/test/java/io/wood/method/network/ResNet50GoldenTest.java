package io.wood.method.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.NetworkSpec;
import io.wood.method.GoldenFile;
import io.wood.method.GoldenWeights;
import io.wood.method.tensor.Constants;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Gradients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official CAM network's numbers, to a thousandth of each array's largest value. */
class ResNet50GoldenTest {
  private static final GoldenFile GOLDEN = GoldenFile.open("m_cam_net");
  private static final NetworkSpec RESNET50 = new NetworkSpec("resnet50", 16);
  private static NDManager manager;
  private static Classifier classifier;

  @BeforeAll
  static void fillWithTheGoldenWeights() {
    manager = Devices.manager(Device.cpu());
    try (NDManager own = Devices.manager(Device.cpu())) {
      Map<String, NDArray> weights = new LinkedHashMap<>();
      for (GoldenWeights.Row row : GoldenWeights.rows("m_cam_net_params")) {
        long[] shape = row.shape().stream().mapToLong(Integer::longValue).toArray();
        weights.put(
            row.name().replaceFirst("resnet50\\.", ""), own.create(row.values(), new Shape(shape)));
      }
      classifier = Classifier.load(RESNET50, 20, Weights.write(weights), Device.cpu());
    }
  }

  @AfterAll
  static void close() {
    classifier.close();
    manager.close();
  }

  private static NDArray input() {
    return manager.create(GOLDEN.floats("x"), new Shape(2, 3, 65, 81));
  }

  private static void compare(String key, float[] actual) {
    float[] expected = GOLDEN.floats(key);
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - actual[i]));
    }
    assertThat(error / largest).as(key).isLessThan(1e-3);
  }

  @Test
  void countsTheReferencesParameters() {
    int elements =
        classifier.parameters().values().stream().mapToInt(array -> (int) array.size()).sum();
    assertThat(elements).isEqualTo(GOLDEN.ints("n_params")[0]);
  }

  @Test
  void reproducesStagesFeatureLogitsAndCam() {
    NDList stages = classifier.stages(input());
    for (int stage = 1; stage <= 4; stage++) {
      String key = "stage" + stage + (stage == 4 ? "_first16" : "_first8");
      compare(key, stages.get(stage).get("0:1, :{}", GOLDEN.shape(key)[1]).toFloatArray());
    }
    NDArray features = classifier.features(input());
    NDArray z = classifier.pooled(features);
    compare("gap", z.toFloatArray());
    compare("logits", classifier.logits(z).toFloatArray());
    NDArray maps = classifier.positionLogits(features).maximum(0);
    compare("cam", maps.get(0).add(maps.get(1).flip(2)).toFloatArray());
  }

  @Test
  void reproducesTheGradients() {
    try (GradientMode on = GradientMode.on()) {
      Map<String, NDArray> trained =
          classifier.trainable(3).stream()
              .collect(Collectors.toMap(Parameter::name, Parameter::value));
      NDArray y = Constants.of(manager, GOLDEN.floats("y"), new Shape(2, 20));
      NDArray logits = classifier.logits(classifier.pooled(classifier.features(input())));
      // Binary cross-entropy with logits: max(l, 0) − l·y + log(1 + e^−|l|), mean over N·C.
      NDArray loss =
          logits
              .getNDArrayInternal()
              .relu()
              .sub(logits.mul(y))
              .add(logits.abs().neg().exp().add(1).log())
              .mean();
      compare("bce", new float[] {loss.getFloat()});
      Gradients.backward(loss);
      compare("grad_classifier", slice(trained, "classifier.weight", ":, :64"));
      compare("grad_layer4_2_conv2_first", slice(trained, "layer4.2.conv2.weight", ":2, :16"));
      compare("grad_layer3_0_conv1_first", slice(trained, "layer3.0.conv1.weight", ":2, :16"));
      compare("grad_layer4_0_bn2_weight", slice(trained, "layer4.0.bn2.weight", ":"));
      compare("grad_layer4_0_bn2_bias", slice(trained, "layer4.0.bn2.bias", ":"));
    } finally {
      classifier.trainable(5);
    }
  }

  private static float[] slice(Map<String, NDArray> trained, String name, String index) {
    return Gradients.of(trained.get(name)).get(index).toFloatArray();
  }

  @Test
  void halvesTheStrideWithTheSameWeights() {
    byte[] weights = classifier.toSafetensors();
    try (Classifier fine =
        Classifier.load(new NetworkSpec("resnet50", 8), 20, weights, Device.cpu())) {
      assertThat(fine.stageStrides()).isEqualTo(List.of(4, 4, 8, 8, 8));
      assertThat(fine.features(input()).getShape()).isEqualTo(new Shape(2, 2048, 9, 11));
    }
  }
}

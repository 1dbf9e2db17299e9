package io.wood.method.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.Architecture;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.method.network.weights.WeightsFile;
import io.wood.method.network.weights.WrongWeightsException;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitecturesTest {
  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void buildsEveryArchitectureAtEveryOutputStrideThatItAllows(Architecture architecture) {
    for (int stride : architecture.outputStrides()) {
      List<TrunkStage> stages = Trunks.of(new NetworkSpec(architecture, stride));
      assertThat(stages).hasSize(5);
      assertThat(stages.get(0).stride()).isEqualTo(4);
      assertThat(stages.get(4).stride()).isEqualTo(stride);
    }
  }

  /** Parameter counts of torchvision's networks without their classifiers. */
  @ParameterizedTest
  @CsvSource({
    "resnet18, 16, 11176512, 512",
    "resnet18, 8, 11176512, 512",
    "resnet50, 16, 23508032, 2048",
    "resnet50, 8, 23508032, 2048",
    "mobilenet_v2, 16, 2223872, 1280",
    "mobilenet_v2, 8, 2223872, 1280"
  })
  void buildsTorchvisionsNetworks(String name, int stride, long trunkSize, int featureSize) {
    NetworkSpec spec = new NetworkSpec(name, stride);
    try (Classifier net = Classifier.create(spec, 3, 1, Device.cpu())) {
      long trained = net.trainable(0).stream().mapToLong(p -> p.value().size()).sum();
      assertThat(trained).isEqualTo(trunkSize + 3L * featureSize);
      NDList stages = net.stages(manager.randomNormal(new Shape(1, 3, 97, 65)));
      assertThat(stages).hasSize(5);
      for (int i = 0; i < 5; i++) {
        int step = net.stageStrides().get(i);
        assertThat(stages.get(i).getShape())
            .isEqualTo(
                new Shape(1, net.stageChannels().get(i), (97 - 1) / step + 1, (65 - 1) / step + 1));
      }
      assertThat(net.stageStrides().get(0)).isEqualTo(4);
      assertThat(net.stageStrides().get(4)).isEqualTo(stride);
    }
  }

  /**
   * Leaving a step out and spreading the kernels behind it computes the same function at more
   * places: every second cell at output stride 8 is a cell at 16 (the "à trous" algorithm).
   */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "resnet50", "mobilenet_v2"})
  void seesTheSameAtEverySecondCellOfOutputStride8(String name) {
    try (Classifier coarse =
            awake(Classifier.create(new NetworkSpec(name, 16), 3, 1, Device.cpu()));
        Classifier fine =
            Classifier.load(new NetworkSpec(name, 8), 3, coarse.toSafetensors(), Device.cpu());
        GradientMode off = GradientMode.off()) {
      NDArray x = manager.randomNormal(new Shape(1, 3, 97, 65));
      NDArray every = fine.features(x);
      NDArray second = every.get(":, :, ::2, ::2");
      NDArray expected = coarse.features(x);
      assertThat(second.getShape()).isEqualTo(expected.getShape());
      float scale = expected.abs().max().getFloat();
      assertThat(second.sub(expected).abs().max().getFloat()).isLessThan(1e-4f * scale);
    }
  }

  /** Activations take another way in layers that are trained. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v2"})
  void givesTheSameFeaturesWhetherTrainedOrNot(String name) {
    NetworkSpec spec = new NetworkSpec(name, 16);
    try (Classifier net = awake(Classifier.create(spec, 3, 1, Device.cpu()))) {
      NDArray x = manager.randomNormal(0, 20, new Shape(1, 3, 97, 65), DataType.FLOAT32);
      NDArray silent = net.features(x);
      net.trainable(0);
      try (GradientMode on = GradientMode.on()) {
        NDArray recorded = net.features(x);
        assertThat(recorded.toFloatArray()).containsExactly(silent.toFloatArray());
      }
      if (name.startsWith("mobilenet")) {
        assertThat(silent.max().getFloat()).as("something was cut off").isEqualTo(6);
      }
    }
  }

  /** Away from the start, where every residual branch is 0. */
  private static Classifier awake(Classifier net) {
    net.parameters().values().stream()
        .filter(each -> each.getShape().dimension() == 1 && each.getName().endsWith(".weight"))
        .forEach(scale -> scale.addi(.4));
    return net;
  }

  @Test
  void takesATrunkAndLeavesItsClassifierAside() {
    NetworkSpec spec = new NetworkSpec("resnet18", 16);
    try (Classifier source = Classifier.create(spec, 3, 1, Device.cpu())) {
      Map<String, NDArray> file = new LinkedHashMap<>();
      source.parameters().forEach((name, value) -> file.put("module." + name, value));
      file.remove("module.classifier.weight");
      file.put("module.fc.weight", manager.zeros(new Shape(1000, 512)));
      file.put("module.fc.bias", manager.zeros(new Shape(1000)));
      byte[] weights = WeightsFile.write(file);
      try (Classifier net = Classifier.withTrunk(spec, 7, weights, 4, Device.cpu())) {
        assertThat(net.classifierWeight().getShape()).isEqualTo(new Shape(7, 512));
        assertThat(net.parameters().get("layer4.1.conv2.weight"))
            .isEqualTo(source.parameters().get("layer4.1.conv2.weight"));
      }
      NetworkSpec other = new NetworkSpec("mobilenet_v2", 16);
      assertThatThrownBy(() -> Classifier.withTrunk(other, 7, weights, 4, Device.cpu()))
          .isInstanceOf(WrongWeightsException.class)
          .hasMessageContaining("missing (features.0.0.weight")
          .hasMessageContaining("unexpected (bn1.bias");
    }
  }

  @Test
  void takesWhatTheOfficialCodeSaves() {
    NetworkSpec spec = new NetworkSpec("resnet50", 16);
    try (Classifier source = Classifier.create(spec, 3, 1, Device.cpu())) {
      Map<String, NDArray> file = new LinkedHashMap<>();
      source
          .parameters()
          .forEach(
              (name, value) ->
                  file.put(name.startsWith("classifier.") ? name : "resnet50." + name, value));
      NDArray stem = source.parameters().get("conv1.weight").duplicate();
      file.put("stage1.0.weight", stem);
      file.put("backbone.0.0.weight", stem.duplicate());
      file.put("classifier.weight", source.classifierWeight().reshape(3, 2048, 1, 1));
      file.put("newly_added.0.weight", source.classifierWeight().reshape(3, 2048, 1, 1));
      try (Classifier net = Classifier.load(spec, 3, WeightsFile.write(file), Device.cpu())) {
        assertThat(net.parameters().keySet()).isEqualTo(source.parameters().keySet());
        assertThat(net.parameters()).containsAllEntriesOf(source.parameters());
      }
    }
  }

  /** Written by Python's pickle in the layout of torch.save: see make_state_dict.py beside it. */
  @Test
  void readsPyTorchArchives() throws IOException {
    WeightsFile file = WeightsFile.of(resource("state_dict.pth"));
    NDList weights = NDList.decode(manager, file.toSafetensors());
    assertThat(file.names()).containsExactlyInAnyOrder("a.weight", "b", "half", "t", "brain");
    assertThat(weights.get("a.weight").getShape()).isEqualTo(new Shape(2, 3));
    assertThat(weights.get("a.weight").toFloatArray()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(weights.get("b").toFloatArray()).containsExactly(2, 3);
    assertThat(weights.get("half").toFloatArray()).containsExactly(1.5f, -.25f);
    assertThat(weights.get("brain").toFloatArray()).containsExactly(-2, .5f);
    assertThat(weights.get("t").toFloatArray()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void saysWhatIsWrongWithAnArchive() throws IOException {
    byte[] cut = Arrays.copyOf(resource("state_dict.pth"), 200);
    assertThatThrownBy(() -> WeightsFile.of(cut)).isInstanceOf(WrongWeightsException.class);
  }

  @Test
  void refusesASafetensorsFileThatIsCutOrLiesAboutItsSize() {
    byte[] whole = WeightsFile.write(Map.of("a", manager.ones(new Shape(40))));
    for (int length : new int[] {9, 40, whole.length - 1}) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> WeightsFile.of(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(WrongWeightsException.class);
    }
    byte[] boastful = whole.clone();
    boastful[6] = 0x7f;
    assertThatThrownBy(() -> WeightsFile.of(boastful))
        .isInstanceOf(WrongWeightsException.class)
        .hasMessageContaining("damaged");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ArchitecturesTest.class.getResourceAsStream("/weights/" + name)) {
      return in.readAllBytes();
    }
  }
}

package io.wood.method.irn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.NetworkSpec;
import io.wood.method.GoldenFile;
import io.wood.method.GoldenWeights;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The official IRN network's numbers, to a thousandth of each array's largest value. */
class IrnNetworkGoldenTest {
  private final GoldenFile golden = GoldenFile.open("m_irn_net");

  private static byte[] weights(NDManager manager, Predicate<String> which, NDArray... more) {
    NDList list =
        GoldenWeights.rows("m_irn_net_params").stream()
            .filter(row -> which.test(row.name()))
            .map(row -> array(manager, row))
            .collect(Collectors.toCollection(NDList::new));
    list.addAll(Arrays.asList(more));
    return list.encode(NDList.Encoding.SAFETENSORS);
  }

  private static NDArray array(NDManager manager, GoldenWeights.Row row) {
    long[] shape = row.shape().stream().mapToLong(Integer::longValue).toArray();
    float[] values =
        row.name().equals(IrnHeads.MEAN_SHIFT) ? new float[] {.25f, -.5f} : row.values();
    NDArray array = manager.create(values, new Shape(shape));
    array.setName(row.name().replaceFirst("resnet50\\.", ""));
    return array;
  }

  @Test
  void reproducesTheOfficialEdgesAndDisplacements() {
    try (NDManager manager = Devices.manager(Device.cpu())) {
      NDArray unused = manager.zeros(new Shape(20, 2048, 1, 1));
      unused.setName("classifier.weight");
      byte[] trunkWeights = weights(manager, name -> name.startsWith("resnet50."), unused);
      byte[] headWeights = weights(manager, name -> !name.startsWith("resnet50."));
      NetworkSpec spec = new NetworkSpec("resnet50", 16);
      try (Classifier trunk = Classifier.load(spec, 20, trunkWeights, Device.cpu());
          IrnNetwork network = IrnNetwork.load(trunk, headWeights)) {
        checkRaw(network, manager);
        checkInference(network);
      }
    }
  }

  private void checkRaw(IrnNetwork network, NDManager manager) {
    NDArray canvas = manager.zeros(new Shape(2, 3, 96, 96));
    canvas.set(
        new NDIndex(":, :, :65, :81"), manager.create(golden.floats("x"), new Shape(2, 3, 65, 81)));
    NDList stages = network.stages(canvas);

    compare("raw_edge_out", network.edge(stages).toFloatArray());
    NDArray displacement =
        network.displacement(stages).sub(network.meanShift().reshape(1, 2, 1, 1));
    compare("raw_dp_out", displacement.toFloatArray());
  }

  private void checkInference(IrnNetwork network) {
    float[] image = Arrays.copyOf(golden.floats("x"), 3 * 65 * 81);
    IrnInference.Outputs outputs = new IrnInference(network, 96).outputs(image, 65, 81);

    compare("edge", outputs.edge().values());
    compare("dp", outputs.displacement().values());
  }

  private void compare(String key, float[] actual) {
    float[] expected = golden.floats(key);
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - actual[i]));
    }
    assertThat(error / largest).as(key).isLessThan(1e-3);
  }
}

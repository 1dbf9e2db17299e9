package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.NetworkSpec;
import io.wood.contracts.RefinementParameters;
import io.wood.method.GoldenFile;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import io.wood.method.tensor.Planes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdversarialCamTest {
  private final GoldenFile golden = GoldenFile.open("i_advcam_toy");
  private final NDManager manager = Devices.manager(Device.cpu());
  private final ToyNetwork toy = new ToyNetwork(manager, golden);

  @AfterEach
  void close() {
    manager.close();
  }

  /** The golden image of a scale and its mirror image. */
  private NDArray bothFlips(String key) {
    NDArray image = GoldenArrays.of(manager, golden, key);
    return image.stack(image.flip(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 27})
  void reproducesTheReferencesClimb(int iterations) {
    List<Integer> keys = Arrays.stream(golden.ints("keys")).boxed().toList();
    int[] size = golden.ints("image_size_hw");
    double[] scales = golden.doubles("scales");
    AdversarialClimb climb = new AdversarialClimb(toy);
    CamSum sum = new CamSum(keys.size(), size[0], size[1]);
    try (GradientMode on = GradientMode.on()) {
      for (int scale = 0; scale < scales.length; scale++) {
        List<Planes> maps = new ArrayList<>();
        for (int key : keys) {
          maps.add(climb.climb(bothFlips("img_s" + scale), key, iterations, scales[scale]));
        }
        sum.add(AdversarialCam.stacked(maps));
      }
    }
    Cams cams = sum.normalised(keys);
    GoldenArrays.compare(golden, "it" + iterations + "_strided_cam", cams.strided(), 1e-4);
    GoldenArrays.compare(golden, "it" + iterations + "_highres_cam", cams.highResolution(), 1e-4);
  }

  @Test
  void computesGradCamInClosedForm() {
    GoldenFile single = GoldenFile.open("i2_gradcam_single");
    NDArray x = GoldenArrays.of(manager, single, "x");
    float[] expected = single.floats("gcam_merged");
    try (GradientMode on = GradientMode.on()) {
      Planes map = new AdversarialClimb(toy).climb(x, 4, 1, 1);
      assertThat(map.values()).containsExactly(expected, Offset.offset(1e-6f));
    }
  }

  @Test
  void climbsToMoreConfidenceAndLeavesNothingBehind() {
    RefinementParameters.Cam parameters =
        new RefinementParameters.Cam(List.of(.5, 1.0), true, 12, .15);
    byte[] bytes = new byte[3 * 40 * 32];
    new Random(3).nextBytes(bytes);
    RgbImage image = new RgbImage(40, 32, bytes);
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      Cams cams = new AdversarialCam(net, parameters).of(image, Set.of(2));
      assertThat(cams.highResolution().max()).isBetween(.9f, 1f);
      cams.strided().requireFinite("test");
      assertThat(net.manager().getManagedArrays()).hasSize(net.parameters().size());
      assertThat(net.features(manager.zeros(new Shape(1, 3, 16, 16))).getShape())
          .isEqualTo(new Shape(1, net.featureSize(), 2, 2));
    }
  }
}

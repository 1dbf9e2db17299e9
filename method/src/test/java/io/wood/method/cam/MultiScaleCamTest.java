package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters.Cam;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.ImagePlanes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultiScaleCamTest {
  private static final List<Double> SCALES = List.of(1.0, .5, 1.5, 2.0);
  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  private static Cam cam(List<Double> scales) {
    return new Cam(scales, false, 0, .15);
  }

  private static RgbImage noise(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    new Random(7).nextBytes(bytes);
    return new RgbImage(width, height, bytes);
  }

  @Test
  void mapsAnImageOfAnySize() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      MultiScaleCam cam = new MultiScaleCam(net, cam(SCALES));
      for (int[] size : new int[][] {{37, 53}, {1, 40}, {90, 1}, {1, 1}}) {
        ActivationMaps cams = cam.of(noise(size[0], size[1]), Set.of(3, 1));
        assertThat(cams.keys()).containsExactly(1, 3);
        assertThat(cams.highResolution().width()).isEqualTo(size[0]);
        assertThat(cams.highResolution().height()).isEqualTo(size[1]);
        assertThat(cams.strided().width()).isEqualTo((size[0] - 1) / 4 + 1);
        assertThat(cams.highResolution().max()).isBetween(0f, 1f);
        cams.highResolution().requireFinite("test");
      }
      assertThat(net.manager().getManagedArrays()).hasSize(net.parameters().size());
    }
  }

  @Test
  void seesTheMirrorImageInTheMirrorImage() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      MultiScaleCam cam = new MultiScaleCam(net, cam(List.of(1.0)));
      RgbImage image = noise(64, 48);
      byte[] mirrored = new byte[image.bytes().length];
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 64; x++) {
          System.arraycopy(image.bytes(), 3 * (y * 64 + x), mirrored, 3 * (y * 64 + 63 - x), 3);
        }
      }
      float[] of = cam.of(image, Set.of(0)).strided().values();
      float[] expected =
          cam.of(new RgbImage(64, 48, mirrored), Set.of(0)).strided().mirrored().values();
      assertThat(of).containsExactly(expected, Offset.offset(1e-4f));
    }
  }

  @Test
  void keepsWithinItsBudgetOfPixels() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      RgbImage image = noise(100, 50);
      MultiScaleCam bounded = new MultiScaleCam(net, cam(List.of(2.0)), 5_000);
      MultiScaleCam one = new MultiScaleCam(net, cam(List.of(1.0)));

      assertThat(bounded.of(image, Set.of(0)).strided().values())
          .isEqualTo(one.of(image, Set.of(0)).strided().values());
    }
  }

  @Test
  void hasTheSameStridedMapsWithoutTheLargeOnes() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      MultiScaleCam cam = new MultiScaleCam(net, cam(SCALES));

      assertThat(cam.strided(noise(37, 53), Set.of(3, 1)).values())
          .isEqualTo(cam.of(noise(37, 53), Set.of(3, 1)).strided().values());
    }
  }

  @Test
  void aGateOfOnesChangesNothing() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      MapGate ones = (features, keys) -> factors(features, new float[] {1, 1});
      ActivationMaps plain = new MultiScaleCam(net, cam(SCALES)).of(noise(37, 53), Set.of(3, 1));
      ActivationMaps gated =
          new MultiScaleCam(net, cam(SCALES), ones).of(noise(37, 53), Set.of(3, 1));
      assertThat(gated.strided().values()).containsExactly(plain.strided().values());
      assertThat(gated.highResolution().values()).containsExactly(plain.highResolution().values());
    }
  }

  @Test
  void aGateWeighsTheMapsOfEachClassAtEachScaleAndFlip() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      MapGate second =
          (features, keys) -> {
            assertThat(keys).containsExactly(1, 3);
            assertThat(features.getShape().get(0)).isEqualTo(2);
            return factors(features, new float[] {0, .5f});
          };
      List<ScaleMaps> plain = scales(new MultiScaleCam(net, cam(SCALES)));
      List<ScaleMaps> gated = scales(new MultiScaleCam(net, cam(SCALES), second));
      assertThat(gated).hasSameSizeAs(plain);
      for (int scale = 0; scale < plain.size(); scale++) {
        ImagePlanes before = plain.get(scale).maps();
        float[] expected = before.times(.5f).values();
        Arrays.fill(expected, 0, before.area(), 0);
        assertThat(gated.get(scale).maps().values())
            .containsExactly(expected, Offset.offset(1e-6f));
      }
    }
  }

  private static List<ScaleMaps> scales(MultiScaleCam cam) {
    return cam.of(noise(37, 53), Set.of(3, 1)).source().orElseThrow().scales();
  }

  private static NDArray factors(NDArray features, float[] ofClasses) {
    Shape shape = features.getShape();
    return features
        .getManager()
        .create(ofClasses, new Shape(1, ofClasses.length, 1, 1))
        .broadcast(new Shape(shape.get(0), ofClasses.length, shape.get(2), shape.get(3)));
  }

  @Test
  void namesAClassThatTheClassifierDoesNotKnow() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      MultiScaleCam cam = new MultiScaleCam(net, cam(SCALES));
      assertThatThrownBy(() -> cam.of(noise(32, 32), Set.of(4)))
          .hasMessageContaining("class 4")
          .hasMessageContaining("4 classes");
      assertThat(cam.of(noise(32, 32), Set.of()).keys()).isEmpty();
    }
  }

  @Test
  void survivesItsFile() {
    try (Classifier net = Classifier.create(new NetworkSpec("small", 16), 3, 1, Device.cpu())) {
      for (Set<Integer> classes : List.of(Set.of(0, 2), Set.<Integer>of())) {
        ActivationMaps cams = new MultiScaleCam(net, cam(List.of(1.0))).of(noise(40, 30), classes);
        byte[] file = cams.toNpz();
        ActivationMaps read = ActivationMaps.fromNpz(file);
        assertThat(read.keys()).isEqualTo(cams.keys());
        assertThat(read.strided().values()).isEqualTo(cams.strided().values());
        assertThat(read.highResolution().values()).isEqualTo(cams.highResolution().values());
        assertThat(read.highResolution().height()).isEqualTo(30);
        assertThat(read.toNpz()).isEqualTo(file);
      }
    }
  }
}

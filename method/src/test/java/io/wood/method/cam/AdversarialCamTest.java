package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.CamGeometry;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.image.BicubicResize;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import io.wood.method.tensor.GradientMode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdversarialCamTest {
  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  private static RgbImage noise() {
    byte[] bytes = new byte[3 * 40 * 32];
    new Random(3).nextBytes(bytes);
    return new RgbImage(40, 32, bytes);
  }

  @Test
  void climbsToMoreConfidenceAndLeavesNothingBehind() {
    RefinementParameters.Cam parameters =
        new RefinementParameters.Cam(List.of(.5, 1.0), true, 12, .15);
    RgbImage image = noise();
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      ActivationMaps cams = new AdversarialCam(net, parameters).of(image, Set.of(2));
      assertThat(cams.highResolution().max()).isBetween(.9f, 1f);
      cams.strided().requireFinite("test");
      assertThat(net.manager().getManagedArrays()).hasSize(net.parameters().size());
      assertThat(net.features(manager.zeros(new Shape(1, 3, 16, 16))).getShape())
          .isEqualTo(new Shape(1, net.featureSize(), 2, 2));
    }
  }

  /** The maps of all scales add up with these factors before they are normalised. */
  @ParameterizedTest
  @CsvSource({
    // 13 of 27 iterations, and half of 12
    "27, 0.5, MEASURED, 2.0769231",
    "12, 0.5, MEASURED, 2",
    // 5 at least: 5 of 8, and all of 4, 1 and none, where the clean image counts all the same
    "8, 0.5, MEASURED, 1.6",
    "4, 0.5, MEASURED, 1",
    "1, 0.5, MEASURED, 1",
    "0, 0.5, MEASURED, 1",
    // Scales of 1 and more take all iterations; the reference never counts twice
    "12, 0.75, MEASURED, 2",
    "12, 1, MEASURED, 1",
    "12, 1.5, MEASURED, 1",
    "12, 0.5, REFERENCE, 1"
  })
  void aScaleOfFewerIterationsCountsAsIfItHadTakenAll(
      int iterations, double scale, CamGeometry geometry, float factor) {
    RefinementParameters.Cam parameters =
        new RefinementParameters.Cam(List.of(1.0, scale), true, iterations, .15, geometry);
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      // Given what the climb itself adds up at the scale
      float[] climbed;
      try (GradientMode on = GradientMode.on()) {
        climbed =
            new AdversarialClimb(net)
                .climb(
                    CamInput.bothFlips(manager, BicubicResize.scale(noise(), scale)),
                    2,
                    iterations,
                    scale)
                .values();
      }

      // When
      ActivationMaps maps = new AdversarialCam(net, parameters).of(noise(), Set.of(2));

      // Then
      float[] counted = maps.source().orElseThrow().scales().get(1).maps().values();
      assertThat(climbed).hasSameSizeAs(counted);
      float max = 0;
      for (float value : climbed) {
        max = Math.max(max, value);
      }
      assertThat(max).as("strongest cell").isPositive();
      for (int i = 0; i < counted.length; i++) {
        assertThat(counted[i]).as("cell %d", i).isCloseTo(factor * climbed[i], within(1e-5f * max));
      }
    }
  }
}

package io.wood.method.cam;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.wood.contracts.parameter.NetworkSpec;
import io.wood.contracts.parameter.RefinementParameters;
import io.wood.method.image.RgbImage;
import io.wood.method.network.Classifier;
import io.wood.method.tensor.Devices;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdversarialCamTest {
  private final NDManager manager = Devices.manager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void climbsToMoreConfidenceAndLeavesNothingBehind() {
    RefinementParameters.Cam parameters =
        new RefinementParameters.Cam(List.of(.5, 1.0), true, 12, .15);
    byte[] bytes = new byte[3 * 40 * 32];
    new Random(3).nextBytes(bytes);
    RgbImage image = new RgbImage(40, 32, bytes);
    try (Classifier net = Classifier.create(new NetworkSpec("small", 8), 4, 1, Device.cpu())) {
      ActivationMaps cams = new AdversarialCam(net, parameters).of(image, Set.of(2));
      assertThat(cams.highResolution().max()).isBetween(.9f, 1f);
      cams.strided().requireFinite("test");
      assertThat(net.manager().getManagedArrays()).hasSize(net.parameters().size());
      assertThat(net.features(manager.zeros(new Shape(1, 3, 16, 16))).getShape())
          .isEqualTo(new Shape(1, net.featureSize(), 2, 2));
    }
  }
}

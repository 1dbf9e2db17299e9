package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.Map;

/** The CPU against itself: the same numbers twice, by the code that a GPU runs. */
class CpuAgreementTest extends DeviceAgreement {
  @Override
  Device device() {
    return Device.cpu();
  }

  @Override
  double tolerance() {
    return 1e-6;
  }

  @Override
  void compareMetrics(Map<String, Double> there, Map<String, Double> here) {
    assertThat(there).isEqualTo(here);
  }
}

package io.wood.method.training;

import ai.djl.Device;

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
}

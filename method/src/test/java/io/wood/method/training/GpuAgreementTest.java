package io.wood.method.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * The GPU against the CPU. Convolutions there may round to 10 bits (TF32), which is what the
 * tolerance allows for.
 */
@Tag("gpu")
class GpuAgreementTest extends DeviceAgreement {
  @BeforeEach
  void needsAGpu() {
    assumeTrue(
        Engine.getInstance().getGpuCount() > 0,
        "not run: the engine sees no GPU; run with -Pcuda on a machine with one");
  }

  @Override
  Device device() {
    return Device.gpu(0);
  }

  @Override
  double tolerance() {
    return 1e-2;
  }
}

package io.wood.method.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * The GPU against the CPU, both in full precision. Rounding to 10 bits (TF32), the default of
 * convolutions there, would hide errors: in a deep network of random weights it flips rectifiers,
 * and the first layers' gradients are off by a tenth.
 */
@Tag("gpu")
class GpuAgreementTest extends DeviceAgreement {
  private static final String TF32 = "NVIDIA_TF32_OVERRIDE";

  @BeforeEach
  void needsAGpu() {
    assumeTrue(
        Engine.getInstance().getGpuCount() > 0,
        "not run: the engine sees no GPU; run with -Pcuda on a machine with one");
    assertThat(System.getenv(TF32))
        .as("set %s=0 for the test's process, as Maven does", TF32)
        .isEqualTo("0");
  }

  @Override
  Device device() {
    return Device.gpu(0);
  }

  @Override
  double tolerance() {
    return 1e-3;
  }
}

package io.wood.demo.effect;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;

/**
 * What is compared, on what, and where it is computed.
 *
 * @param protocol knobs of the base and the arms
 * @param data images
 * @param device of trainings and CAMs
 */
record EffectSetup(EffectProtocol protocol, EffectData data, Device device) {
  EffectSetup {
    requireNonNull(protocol, "protocol");
    requireNonNull(data, "data");
    requireNonNull(device, "device");
  }

  /** The device as a setting names it. */
  String place() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }
}

package io.wood.demo.effect;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;

/**
 * Parameters, images and device of a comparison.
 *
 * @param protocol parameters of the base and the arms
 * @param data images
 * @param device of trainings and CAMs
 * @param masks whether to make and measure pseudo-masks, too
 */
record EffectSetup(EffectProtocol protocol, EffectData data, Device device, boolean masks) {
  EffectSetup {
    requireNonNull(protocol, "protocol");
    requireNonNull(data, "data");
    requireNonNull(device, "device");
  }

  /** The device as it is written in a setting. */
  String place() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }
}

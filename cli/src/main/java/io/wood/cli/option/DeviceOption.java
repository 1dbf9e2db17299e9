package io.wood.cli.option;

import ai.djl.Device;
import io.wood.cli.console.CommandFailedException;
import io.wood.method.tensor.Devices;
import picocli.CommandLine.Option;

/** The option for the device that networks compute on. */
public final class DeviceOption {
  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "Device for the networks: auto, cpu or gpu:0 (default: ${DEFAULT-VALUE}).")
  private String setting;

  /** Returns the device; this loads the engine, which reads its settings only once. */
  public Device device() {
    try {
      return Devices.of(setting);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--device: " + e.getMessage(), e);
    }
  }
}

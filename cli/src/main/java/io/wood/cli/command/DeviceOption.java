package io.wood.cli.command;

import ai.djl.Device;
import io.wood.cli.console.CommandFailedException;
import io.wood.method.tensor.Devices;
import picocli.CommandLine.Option;

/** Where the networks compute. */
public final class DeviceOption {
  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "Where networks compute: auto, cpu or gpu:0 (default: ${DEFAULT-VALUE}).")
  private String setting;

  /** Loads the engine, which has read its settings by then. */
  public Device device() {
    try {
      return Devices.of(setting);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--device: " + e.getMessage(), e);
    }
  }
}

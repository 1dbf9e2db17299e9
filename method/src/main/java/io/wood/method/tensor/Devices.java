package io.wood.method.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the device of tensors. */
public final class Devices {
  private static final Pattern GPU = Pattern.compile("gpu:(\\d+)");

  private Devices() {}

  /**
   * The device of a setting.
   *
   * @param setting {@code auto} (the first GPU when there is one), {@code cpu} or {@code gpu:0}
   * @throws IllegalStateException when the engine is wrong on this processor
   */
  public static Device of(String setting) {
    CpuCheck.require();
    String wanted = setting.strip().toLowerCase(Locale.ROOT);
    int gpus = Engine.getInstance().getGpuCount();
    if (wanted.equals("auto")) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    if (wanted.equals("cpu")) {
      return Device.cpu();
    }
    Matcher gpu = GPU.matcher(wanted);
    if (!gpu.matches()) {
      throw new IllegalArgumentException(
          "device must be auto, cpu or gpu:N, not '" + setting + "'");
    }
    int index = Integer.parseInt(gpu.group(1));
    if (index >= gpus) {
      throw new IllegalArgumentException(
          "device '%s' does not exist: the engine finds %d GPUs; use auto or cpu, or build with -Pcuda"
              .formatted(setting, gpus));
    }
    return Device.gpu(index);
  }

  /**
   * A new manager for arrays on a device; the caller closes it.
   *
   * @throws IllegalStateException when the engine is wrong on this processor
   */
  public static NDManager manager(Device device) {
    CpuCheck.require();
    return NDManager.newBaseManager(device);
  }
}

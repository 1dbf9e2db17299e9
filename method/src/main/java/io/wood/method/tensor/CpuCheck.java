package io.wood.method.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Refuses to compute on a processor on which the engine is wrong. oneDNN of PyTorch 2.5.1 returns
 * wrong convolutions, without an error, when it uses AVX-512 on AMD's family 26 (Zen 5): the
 * official numbers of ResNet-50 are then missed by .05 to .3. With AVX2 they agree.
 */
final class CpuCheck {
  /** Environment variable that limits the instructions of oneDNN; read when the engine loads. */
  static final String SETTING = "ONEDNN_MAX_CPU_ISA";

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Pattern AFFECTED =
      Pattern.compile("^vendor_id\\s*: AuthenticAMD$.*?^cpu family\\s*: 26$", flags());

  /** A machine does not change while a process runs. */
  private static volatile boolean accepted;

  private CpuCheck() {}

  /**
   * Checks this machine.
   *
   * @throws IllegalStateException naming the setting that helps
   */
  static void require() {
    if (!accepted) {
      require(cpuInfo(), System.getenv(SETTING));
      accepted = true;
    }
  }

  static void require(String cpuInfo, String setting) {
    boolean limited = setting != null && !setting.isBlank();
    if (!limited && cpuInfo.contains("avx512f") && AFFECTED.matcher(cpuInfo).find()) {
      throw new IllegalStateException(
          "PyTorch 2.5.1 computes wrong convolutions with AVX-512 on this processor (AMD family 26):"
              + " set the environment variable "
              + SETTING
              + "=AVX2 before the start");
    }
  }

  private static String cpuInfo() {
    try {
      return Files.readString(CPU_INFO);
    } catch (IOException e) {
      // Not Linux: the natives of such a machine are others.
      return "";
    }
  }

  private static int flags() {
    return Pattern.MULTILINE | Pattern.DOTALL;
  }
}

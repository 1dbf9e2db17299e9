package io.wood.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the resident memory and the state of a process. */
public final class ProcessMemory {
  private static final long KIBI = 1024;

  private ProcessMemory() {}

  /** Returns bytes as the operating system counts them; 0 when the process has ended. */
  public static long resident(ProcessHandle process) {
    Path status = status(process);
    try {
      return Files.exists(status) ? fromProc(status, "VmRSS:") : fromPs(process.pid());
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns the largest number of bytes so far; 0 where the system is not Linux. */
  public static long peak(ProcessHandle process) {
    try {
      return fromProc(status(process), "VmHWM:");
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns true unless the process is paused; false also where the system is not Linux. */
  static boolean isRunning(ProcessHandle process) {
    try {
      return Files.readAllLines(status(process)).stream()
          .noneMatch(line -> line.matches("State:\\s+[Tt].*"));
    } catch (IOException e) {
      return false;
    }
  }

  private static Path status(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()), "status");
  }

  private static long fromProc(Path status, String name) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * KIBI;
      }
    }
    return 0;
  }

  private static long fromPs(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? 0 : Long.parseLong(text) * KIBI;
  }
}

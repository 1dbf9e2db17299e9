package io.wood.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running child JVM and its log file. */
final class ChildProcess {
  private static final int TAIL = 20;
  private static final List<String> ALWAYS = List.of("-XX:+UseSerialGC", "-Xshare:auto");

  private final ChildSpec spec;
  private final Path log;
  private final Process process;
  private final Instant startedAt = Instant.now();
  private volatile String givenUp = "";

  private ChildProcess(ChildSpec spec, Path log, Process process) {
    this.spec = spec;
    this.log = log;
    this.process = process;
  }

  static ChildProcess start(ChildSpec spec, Map<String, String> environment, Path log)
      throws IOException {
    Files.createDirectories(log.getParent());
    if (Files.exists(log)) {
      Path previous = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder builder = new ProcessBuilder(command(spec));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new ChildProcess(spec, log, builder.start());
  }

  private static List<String> command(ChildSpec spec) {
    List<String> command = new ArrayList<>();
    // Ctrl-C reaches the whole process group, but the launcher must stop the children in order.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ALWAYS);
    command.add("-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid());
    command.addAll(spec.jvmOptions());
    command.addAll(spec.target());
    command.addAll(spec.arguments());
    return command;
  }

  ChildSpec spec() {
    return spec;
  }

  String name() {
    return spec.name();
  }

  Path log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Says in one line why it ended. */
  String reason(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    if (!givenUp.isEmpty()) {
      return givenUp + " at " + at;
    }
    List<String> last = LogTail.of(log, 1).lines();
    return "exit status %d at %s%s"
        .formatted(
            process.exitValue(), at, last.isEmpty() ? "" : ", its last line: " + last.get(0));
  }

  /** Says with the end of its log that it ended. */
  String death() {
    return "the %s %s with exit status %d; %s"
        .formatted(
            name(),
            givenUp.isEmpty() ? "ended" : "was ended (" + givenUp + ")",
            process.exitValue(),
            tail());
  }

  /** Returns the end of its log. */
  String tail() {
    String lines = String.join("\n", LogTail.of(log, TAIL).lines());
    return "the end of its log " + log + ":\n" + lines.indent(4).stripTrailing();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Requests the end of the process; {@link #await} waits for it. */
  void terminate() {
    process.destroy();
  }

  /** Ends a process that works no more; kills it after the timeout. */
  void giveUp(String why, Duration timeout) {
    givenUp = why;
    terminate();
    await(timeout);
  }

  /** Waits for the process to end, and kills it after the timeout. */
  void await(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

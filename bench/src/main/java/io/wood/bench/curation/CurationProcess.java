package io.wood.bench.curation;

import io.wood.cli.client.HttpApi;
import io.wood.cli.client.RefusedException;
import io.wood.cli.console.CommandFailedException;
import io.wood.contracts.api.curation.ReviewStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged curation service in a process of its own. */
final class CurationProcess implements AutoCloseable {
  /** The heap of a pod. */
  static final String HEAP = "768m";

  /** The other options of a pod's JVM that tell on its speed. */
  static final List<String> OPTIONS =
      List.of("-XX:+UseParallelGC", "-XX:MaxInlineLevel=9", "-XX:InlineSmallCode=1500");

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final List<String> command;
  private final HttpApi api;
  private final Path log;
  private final Path view;
  private final Map<String, String> environment;
  private Process process;

  /**
   * Starts with {@link #start}.
   *
   * @param environment where Kafka and the store are, and the keys: a command line shows to
   *     everybody
   */
  CurationProcess(
      Path program, String heap, int port, Path directory, Map<String, String> environment) {
    if (!Files.exists(program)) {
      throw new CommandFailedException(program + " is missing; build it with `mvn package`");
    }
    Path cache = directory.resolve("curation");
    this.log = directory.resolve("curation.log");
    this.view = cache.resolve("curation-view.mv.db");
    this.api = new HttpApi("curation", URI.create("http://127.0.0.1:" + port + "/"));
    this.command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.addAll(OPTIONS);
    command.add("-Dwood.parent-pid=" + ProcessHandle.current().pid());
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dwood.cache.directory=" + cache);
    command.add("-Dwood.data.directory=" + cache);
    command.add("-Dwood.curation.view=" + cache.resolve("curation-view"));
    command.addAll(List.of("-jar", program.toString()));
    this.environment = environment;
  }

  HttpApi api() {
    return api;
  }

  /** Starts it and returns its first statistics. */
  ReviewStatistics start() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the curation service cannot be started", e);
    }
    long start = System.nanoTime();
    while (true) {
      Optional<ReviewStatistics> statistics = statistics();
      if (statistics.isPresent()) {
        return statistics.get();
      }
      if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new CommandFailedException("the curation service does not start; see " + log);
      }
      pause(50);
    }
  }

  /** What it says of the view, when it answers. */
  Optional<ReviewStatistics> statistics() {
    try {
      return Optional.of(api.get("api/statistics", ReviewStatistics.class));
    } catch (CommandFailedException e) {
      return Optional.empty();
    }
  }

  /** True when the view holds the whole log, and everything else is there too. */
  boolean isReady() {
    try {
      api.check("q/health/ready");
      return true;
    } catch (CommandFailedException | RefusedException e) {
      return false;
    }
  }

  /** Seconds of processor time that it has used. */
  double processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** The most memory that it ever held, in MiB; Linux tells. */
  long peakMemory() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          >> 10;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Size of the view, in MiB. */
  long viewSize() {
    try {
      return Files.size(view) >> 20;
    } catch (IOException e) {
      return 0;
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}

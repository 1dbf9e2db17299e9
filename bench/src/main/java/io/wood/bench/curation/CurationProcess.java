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

/** Runs the packaged curation service in a separate process. */
final class CurationProcess implements AutoCloseable {
  /** Heap in a Kubernetes pod. */
  static final String HEAP = "768m";

  /** Other JVM options of a pod that affect the speed. */
  static final List<String> OPTIONS =
      List.of("-XX:+UseParallelGC", "-XX:MaxInlineLevel=9", "-XX:InlineSmallCode=1500");

  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final List<String> command;
  private final HttpApi api;
  private final Path log;
  private final Path view;
  private final Map<String, String> environment;
  private Process process;

  /**
   * Prepares the process; {@link #start} starts it.
   *
   * @param environment addresses of Kafka and the store, and the keys: other users can read a
   *     command line
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
    command.add("-Dwood.curation.view=" + cache.resolve("curation-view"));
    command.addAll(List.of("-jar", program.toString()));
    this.environment = environment;
  }

  HttpApi api() {
    return api;
  }

  /** Starts the process and returns the first statistics it answers. */
  ReviewStatistics start() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the curation service with " + command.get(0), e);
    }
    long start = System.nanoTime();
    while (true) {
      Optional<ReviewStatistics> statistics = statistics();
      if (statistics.isPresent()) {
        return statistics.get();
      }
      if (!process.isAlive() || System.nanoTime() - start > TIMEOUT.toNanos()) {
        throw new CommandFailedException("the curation service did not start; its log is " + log);
      }
      pause(50);
    }
  }

  /** The statistics of the view; empty while the service does not answer. */
  Optional<ReviewStatistics> statistics() {
    try {
      return Optional.of(api.get("api/statistics", ReviewStatistics.class));
    } catch (CommandFailedException e) {
      return Optional.empty();
    }
  }

  /** True when the service is ready: its view holds the whole log. */
  boolean isReady() {
    try {
      api.check("q/health/ready");
      return true;
    } catch (CommandFailedException | RefusedException e) {
      return false;
    }
  }

  /** Processor time of the process so far, seconds. */
  double processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Peak memory, MiB; 0 where the system is not Linux. */
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

  /** Size of the view's file, MiB. */
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

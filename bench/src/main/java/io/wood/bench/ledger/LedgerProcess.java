package io.wood.bench.ledger;

import io.wood.cli.client.HttpApi;
import io.wood.cli.client.RefusedException;
import io.wood.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A packaged service in a process of its own, which is killed and started again. */
final class LedgerProcess implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final long PAUSE = 200;

  private final String name;
  private final HttpApi api;
  private final Path log;
  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment;
  private Process process;

  /**
   * Prepares the process; {@link #start} starts it.
   *
   * @param environment addresses of Kafka and the store, and the keys
   */
  LedgerProcess(String name, Path home, int port, Path directory, Map<String, String> environment) {
    Path program = home.resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(program)) {
      throw new CommandFailedException(program + " is missing; build it with `mvn package`");
    }
    Path cache = directory.resolve(name);
    this.name = name;
    this.log = directory.resolve(name + ".log");
    this.api = new HttpApi(name, URI.create("http://127.0.0.1:" + port + "/"));
    this.environment = environment;
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dwood.parent-pid=" + ProcessHandle.current().pid());
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dwood.cache.directory=" + cache);
    command.addAll(List.of("-jar", program.toString()));
  }

  String name() {
    return name;
  }

  HttpApi api() {
    return api;
  }

  void start() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the " + name, e);
    }
  }

  void awaitReady() {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "the %s did not start; its log is %s".formatted(name, log));
      }
      pause(PAUSE);
    }
  }

  private boolean isReady() {
    try {
      api.check("q/health/ready");
      return true;
    } catch (CommandFailedException | RefusedException e) {
      return false;
    }
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
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
    kill();
  }
}

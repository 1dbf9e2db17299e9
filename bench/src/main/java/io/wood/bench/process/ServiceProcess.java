package io.wood.bench.process;

import io.wood.cli.client.HttpApi;
import io.wood.cli.client.RefusedException;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.process.ProcessMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A packaged service in a process of its own, which can be killed and started again. */
public final class ServiceProcess implements BenchProcess, AutoCloseable {
  private static final long PAUSE = 50;

  private final String name;
  private final HttpApi api;
  private final Path log;
  private final List<String> command;
  private final Map<String, String> environment;
  private Process process;

  ServiceProcess(
      String name, HttpApi api, Path log, List<String> command, Map<String, String> environment) {
    this.name = name;
    this.api = api;
    this.log = log;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return name;
  }

  /** Its HTTP API. */
  public HttpApi api() {
    return api;
  }

  /** Starts the process; it is not ready yet. */
  @Override
  public void start() {
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

  /**
   * Waits until the service is ready.
   *
   * @throws CommandFailedException if it ends or the time is over
   */
  public void awaitReady(Duration limit) {
    long begin = System.nanoTime();
    while (!isReady()) {
      failUnlessStarting(begin, limit);
      pause(PAUSE);
    }
  }

  /**
   * Fails when the process has ended or has taken too long.
   *
   * @param begin {@link System#nanoTime} of its start
   * @throws CommandFailedException with the path of its log
   */
  public void failUnlessStarting(long begin, Duration limit) {
    if (!process.isAlive() || System.nanoTime() - begin > limit.toNanos()) {
      throw new CommandFailedException("the %s did not start; its log is %s".formatted(name, log));
    }
  }

  /** True when the service is ready. */
  public boolean isReady() {
    try {
      api.check("q/health/ready");
      return true;
    } catch (CommandFailedException | RefusedException e) {
      return false;
    }
  }

  /** Processor time of the process so far, seconds. */
  public double processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** Peak memory, MiB; 0 where the system is not Linux. */
  public long peakMemory() {
    return ProcessMemory.peak(process.toHandle()) >> 20;
  }

  @Override
  public Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(Process::toHandle).filter(ProcessHandle::isAlive);
  }

  /**
   * Sleeps.
   *
   * @throws CommandFailedException if interrupted
   */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  /**
   * Waits until something holds.
   *
   * @param what names it in the failure
   * @param pause between two looks, milliseconds
   * @throws CommandFailedException when the time is over
   */
  public static void await(String what, Duration limit, long pause, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        throw new CommandFailedException("waited %s for %s".formatted(limit, what));
      }
      pause(pause);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

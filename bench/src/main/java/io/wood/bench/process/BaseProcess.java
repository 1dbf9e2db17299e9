package io.wood.bench.process;

import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.SystemState;
import java.time.Duration;
import java.util.Optional;

/** The broker or the store, which the launcher starts again when it ends. */
record BaseProcess(String name, DataDirectory data) implements BenchProcess {
  /** Longer than the launcher's longest pause between two starts. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final long PAUSE = 50;

  @Override
  public Optional<ProcessHandle> handle() {
    return SystemState.read(data)
        .flatMap(state -> state.child(name))
        .flatMap(child -> child.process().find());
  }

  /** Waits for the launcher. */
  @Override
  public void start() {
    ServiceProcess.await(
        "the %s to be started again; its log is %s".formatted(name, data.log(name)),
        LIMIT,
        PAUSE,
        () -> handle().isPresent());
  }
}

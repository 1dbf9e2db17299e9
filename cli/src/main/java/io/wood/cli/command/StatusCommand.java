package io.wood.cli.command;

import io.wood.cli.console.HumanUnits;
import io.wood.cli.console.Terminal;
import io.wood.cli.option.DataOption;
import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.HealthProbe;
import io.wood.cli.process.InstallationLayout;
import io.wood.cli.process.LaunchSettings;
import io.wood.cli.process.ProcessMemory;
import io.wood.cli.process.SystemState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the processes and their health; the exit status is 0 only when all are ready. */
@Command(
    name = "status",
    description = "Show processes, health, ports, memory, consumer lag and dead letters.")
final class StatusCommand implements Callable<Integer> {
  private static final int NOT_READY = 3;

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    DataDirectory directory = data.directory();
    Optional<SystemState> state = SystemState.read(directory).filter(SystemState::running);
    if (state.isEmpty()) {
      terminal.line("nothing runs on " + directory.root() + "; start it with `wood up`");
      return NOT_READY;
    }
    Duration age = Duration.between(state.get().startedAt(), Instant.now());
    terminal.line(
        String.format(
            "%s, up for %s, launcher %d",
            directory.root(), HumanUnits.duration(age), state.get().launcher().pid()));
    boolean allReady = processes(terminal, state.get());
    int kafka = state.get().child(LaunchSettings.KAFKA).orElseThrow().port();
    new LogReport("127.0.0.1:" + kafka).print(terminal);
    return allReady ? 0 : NOT_READY;
  }

  private static boolean processes(Terminal terminal, SystemState state) {
    terminal.line(String.format("%-9s %8s %6s %10s  %s", "process", "pid", "port", "memory", ""));
    HealthProbe probe = new HealthProbe();
    boolean allReady = true;
    long total = state.launcher().find().map(ProcessMemory::resident).orElse(0L);
    for (SystemState.Child child : state.children()) {
      Optional<ProcessHandle> process = child.process().find();
      boolean service = InstallationLayout.SERVICES.contains(child.name());
      boolean ready = process.isPresent() && (!service || probe.service(child.port()));
      long memory = process.map(ProcessMemory::resident).orElse(0L);
      total += memory;
      allReady &= ready;
      String health = process.isEmpty() ? "ended" : ready ? "ready" : "not ready";
      terminal.line(
          String.format(
              "%-9s %8d %6d %10s  %s%s",
              child.name(),
              child.process().pid(),
              child.port(),
              HumanUnits.bytes(memory),
              health,
              restarts(child)));
    }
    terminal.line(String.format("%-9s %8s %6s %10s", "total", "", "", HumanUnits.bytes(total)));
    return allReady;
  }

  /** What follows the health of a child. */
  static String restarts(SystemState.Child child) {
    return switch (child.restarts()) {
      case 0 -> "";
      case 1 -> ", restarted once; last end: " + child.reason();
      default -> ", restarted %d times; last end: %s".formatted(child.restarts(), child.reason());
    };
  }
}

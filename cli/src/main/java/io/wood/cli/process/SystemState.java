package io.wood.cli.process;

import io.wood.cli.console.CommandFailedException;
import io.wood.store.InvalidJsonException;
import io.wood.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher tells other commands through the data directory.
 *
 * @param launcher the launcher's process
 * @param children broker, store and services
 * @param ready true once every child is ready
 * @param startedAt when the launcher began
 */
public record SystemState(
    ProcessId launcher, List<Child> children, boolean ready, Instant startedAt) {
  public SystemState {
    children = List.copyOf(children);
  }

  /**
   * A process; a number alone may have been given to another process since.
   *
   * @param pid its number
   * @param startedAt when it started, as the operating system says; null where it does not
   */
  public record ProcessId(long pid, Instant startedAt) {
    private static final Duration CLOCK_STEPS = Duration.ofSeconds(2);

    static ProcessId of(ProcessHandle handle) {
      return new ProcessId(handle.pid(), handle.info().startInstant().orElse(null));
    }

    /** The process, when it still lives. */
    public Optional<ProcessHandle> find() {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::same);
    }

    private boolean same(ProcessHandle handle) {
      Optional<Instant> start = handle.info().startInstant();
      return startedAt == null
          || start.isEmpty()
          || Duration.between(startedAt, start.get()).abs().compareTo(CLOCK_STEPS) <= 0;
    }
  }

  /**
   * One child.
   *
   * @param name such as {@code ranker}
   * @param process which
   * @param port where it listens
   */
  public record Child(String name, ProcessId process, int port) {}

  /** The child of that name. */
  public Optional<Child> child(String name) {
    return children.stream().filter(child -> child.name().equals(name)).findFirst();
  }

  /** True when the launcher lives. */
  public boolean running() {
    return launcher.find().isPresent();
  }

  /** The state of the system on a data directory; empty when none was ever started there. */
  public static Optional<SystemState> read(DataDirectory data) {
    try {
      return Optional.of(Json.read(Files.readAllBytes(data.state()), SystemState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + data.state(), e);
    } catch (InvalidJsonException e) {
      throw new CommandFailedException(
          data.state() + " cannot be read (" + e.getMessage() + "); delete it", e);
    }
  }

  void write(DataDirectory data) {
    Path fresh = data.state().resolveSibling("system.json.new");
    try {
      Files.write(fresh, Json.canonical(this));
      Files.move(
          fresh, data.state(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + data.state(), e);
    }
  }
}

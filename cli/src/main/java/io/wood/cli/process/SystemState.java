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
 * State of the system, which the launcher writes to the data directory for other commands.
 *
 * @param launcher the launcher's process
 * @param children broker, store and services
 * @param ready true once every child is ready
 * @param startedAt start time of the launcher
 */
public record SystemState(
    ProcessId launcher, List<Child> children, boolean ready, Instant startedAt) {
  public SystemState {
    children = List.copyOf(children);
  }

  /**
   * Identifies a process; a process id alone can be reused by another process.
   *
   * @param pid process id
   * @param startedAt start time by the operating system; null when unknown
   */
  public record ProcessId(long pid, Instant startedAt) {
    private static final Duration CLOCK_STEPS = Duration.ofSeconds(2);

    static ProcessId of(ProcessHandle handle) {
      return new ProcessId(handle.pid(), handle.info().startInstant().orElse(null));
    }

    /** Returns the process if it is running. */
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
   * @param process its process
   * @param port port that it listens on
   * @param restarts how often it was started again; null in files of older versions
   * @param reason why it ended the last time; empty if it did not
   */
  public record Child(String name, ProcessId process, int port, Integer restarts, String reason) {
    public Child {
      restarts = restarts == null ? 0 : restarts;
      reason = reason == null ? "" : reason;
    }
  }

  /** Finds a child by name. */
  public Optional<Child> child(String name) {
    return children.stream().filter(child -> child.name().equals(name)).findFirst();
  }

  /** Returns true when the launcher is running. */
  public boolean running() {
    return launcher.find().isPresent();
  }

  /** Reads the state of a data directory; empty when no system was started there. */
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

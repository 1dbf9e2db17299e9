package io.wood.kit.thread;

import io.wood.log.LogFollower;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** The threads of our own in this process; the liveness check reads it. */
public final class BackgroundThreads {
  private final List<BackgroundThread> threads = new CopyOnWriteArrayList<>();

  /** Registers a thread or task. */
  public void add(BackgroundThread thread) {
    threads.add(Objects.requireNonNull(thread, "thread"));
  }

  /** Registers a thread that does not report problems. */
  public void add(String name, BooleanSupplier alive) {
    add(new Watched(name, alive));
  }

  /** Registers a follower of the log. */
  public void add(LogFollower follower) {
    add(new Follower(follower));
  }

  /** Returns all that were registered. */
  public List<BackgroundThread> all() {
    return List.copyOf(threads);
  }

  private record Watched(String name, BooleanSupplier alive) implements BackgroundThread {
    @Override
    public boolean isAlive() {
      return alive.getAsBoolean();
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }

  private record Follower(LogFollower follower) implements BackgroundThread {
    @Override
    public String name() {
      return follower.name();
    }

    @Override
    public boolean isAlive() {
      return follower.isAlive();
    }

    @Override
    public Optional<String> problem() {
      return follower.state().problem();
    }
  }
}

package io.wood.demo;

import io.wood.cli.process.DataDirectory;
import io.wood.cli.process.ProcessMemory;
import io.wood.cli.process.SystemState;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Records the peak resident memory of all processes of a system together. */
final class PeakMemory implements AutoCloseable {
  private static final long EVERY_MILLIS = 500;

  private final DataDirectory data;
  private final AtomicLong peak = new AtomicLong();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "peak-memory");
            thread.setDaemon(true);
            return thread;
          });

  PeakMemory(DataDirectory data) {
    this.data = data;
    var unused = clock.scheduleAtFixedRate(this::sample, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sample() {
    Optional<SystemState> state = SystemState.read(data);
    long own = ProcessHandle.current().pid();
    long total = ProcessMemory.resident(ProcessHandle.current());
    if (state.isPresent()) {
      for (SystemState.Child child : state.get().children()) {
        total += child.process().find().map(ProcessMemory::resident).orElse(0L);
      }
      if (state.get().launcher().pid() != own) {
        total += state.get().launcher().find().map(ProcessMemory::resident).orElse(0L);
      }
    }
    peak.accumulateAndGet(total, Math::max);
  }

  /** Bytes. */
  long peak() {
    return peak.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}

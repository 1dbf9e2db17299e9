package io.wood.curation.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes batches on a thread of its own while the next ones are read and parsed, which takes as
 * long. A few batches may wait; after a failed batch none is written.
 */
final class WriteBehind implements AutoCloseable {
  private static final long CLOSE_TIMEOUT_SECONDS = 10;
  private static final int MAX_WAITING = 4;

  private final Consumer<LogBatch> write;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "view-writer");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Future<?>> pending = new ArrayDeque<>();

  /** A batch has failed; used by the writing thread only. */
  private boolean broken;

  WriteBehind(Consumer<LogBatch> write) {
    this.write = write;
  }

  /** Queues a batch; may wait for an earlier one, and fails when an earlier one has failed. */
  void add(LogBatch batch) {
    while (pending.size() > MAX_WAITING || (!pending.isEmpty() && pending.element().isDone())) {
      await(pending.remove());
    }
    pending.add(executor.submit(() -> write(batch)));
  }

  private void write(LogBatch batch) {
    if (!broken) {
      broken = true;
      write.accept(batch);
      broken = false;
    }
  }

  /** Waits until all batches are written. */
  void await() {
    while (!pending.isEmpty()) {
      await(pending.remove());
    }
  }

  private static void await(Future<?> writing) {
    try {
      writing.get();
    } catch (ExecutionException e) {
      throw new ViewException("a batch was not written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ViewException("interrupted while waiting for a batch", e);
    }
  }

  /** Waits for the queued batches, at most {@value #CLOSE_TIMEOUT_SECONDS} s. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

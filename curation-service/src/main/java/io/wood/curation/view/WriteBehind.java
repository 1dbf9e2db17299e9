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
 * Writes batches while the next ones are read and parsed, which takes as long. A few may wait, as
 * neither side is always equally quick; none is written after one that failed.
 */
final class WriteBehind implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;
  private static final int WAITING = 4;

  private final Consumer<LogBatch> write;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "view-writer");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Future<?>> pending = new ArrayDeque<>();

  /** A batch was begun and not written; known to the writing thread alone. */
  private boolean broken;

  WriteBehind(Consumer<LogBatch> write) {
    this.write = write;
  }

  /** Writes a batch soon; may wait for an earlier one, and fails when one failed. */
  void add(LogBatch batch) {
    while (pending.size() > WAITING || (!pending.isEmpty() && pending.element().isDone())) {
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

  /** Returns when everything is written. */
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
      throw new ViewException("the batch is not awaited", e);
    }
  }

  /** Lets the batches under way end. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

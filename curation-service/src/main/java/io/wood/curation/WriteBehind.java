package io.wood.curation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes one batch while the next one is read and parsed, which takes as long. There is never more
 * than one under way, and none is written after one that failed.
 */
final class WriteBehind implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Consumer<Batch> write;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "view-writer");
            thread.setDaemon(true);
            return thread;
          });
  private Future<?> pending = CompletableFuture.completedFuture(null);

  WriteBehind(Consumer<Batch> write) {
    this.write = write;
  }

  /** Writes a batch soon; first waits for the one before, and fails when that failed. */
  void add(Batch batch) {
    await();
    pending = executor.submit(() -> write.accept(batch));
  }

  /** Returns when everything is written. */
  void await() {
    try {
      pending.get();
    } catch (ExecutionException e) {
      throw new ViewException("a batch was not written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ViewException("the batch is not awaited", e);
    }
  }

  /** Lets the batch under way end. */
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

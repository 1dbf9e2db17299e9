package io.wood.method.data;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Daemon threads for work beside the training; its blocking reads never occupy the common pool. */
public final class WorkerThreads implements AutoCloseable {
  private final ExecutorService threads;

  /**
   * Starts the threads.
   *
   * @param name of each thread
   * @param count number of threads
   */
  public WorkerThreads(String name, int count) {
    threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts some work as soon as a thread is free. */
  public <R> Future<R> submit(Callable<R> work) {
    return threads.submit(work);
  }

  /** Waits for work as if it ran in this thread: its unchecked exceptions arrive unchanged. */
  public static <R> R await(Future<R> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for images", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("loading images failed", e.getCause());
    }
  }

  /** Drops waiting work, interrupts running work and waits for its end. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    for (boolean ended = false; !ended; ) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

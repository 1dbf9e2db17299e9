package io.wood.trainer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thread pools next to the training thread.
 *
 * @param fetching reads images from the store
 * @param checkpoints writes checkpoints, one at a time
 * @param progress publishes progress, one event at a time
 * @param dividing divides the OoDs of a run into pages
 * @param counting counts the experiments that wait
 */
record TrainerThreads(
    ExecutorService fetching,
    ExecutorService checkpoints,
    ExecutorService progress,
    ExecutorService dividing,
    ExecutorService counting) {

  static TrainerThreads create(int fetchThreads) {
    return new TrainerThreads(
        Executors.newFixedThreadPool(fetchThreads, named("fetch")),
        Executors.newSingleThreadExecutor(named("checkpoint")),
        Executors.newSingleThreadExecutor(named("progress")),
        Executors.newSingleThreadExecutor(named("dividing")),
        Executors.newSingleThreadExecutor(named("counting")));
  }

  void close() {
    fetching.shutdownNow();
    checkpoints.shutdownNow();
    progress.shutdownNow();
    dividing.shutdownNow();
    counting.shutdownNow();
  }

  static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}

package io.wood.trainer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads beside the one that trains.
 *
 * @param fetching reads images from the store
 * @param storing writes checkpoints, one after the other
 * @param telling publishes progress, one after the other
 */
record TrainerThreads(ExecutorService fetching, ExecutorService storing, ExecutorService telling) {

  static TrainerThreads create(int fetchThreads) {
    return new TrainerThreads(
        Executors.newFixedThreadPool(fetchThreads, named("fetch")),
        Executors.newSingleThreadExecutor(named("checkpoint")),
        Executors.newSingleThreadExecutor(named("progress")));
  }

  void close() {
    fetching.shutdownNow();
    storing.shutdownNow();
    telling.shutdownNow();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}

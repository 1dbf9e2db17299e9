package io.wood.bench.measure;

import java.util.concurrent.ForkJoinPool;

/** Runs work with a given number of threads for its parallel streams. */
public final class ThreadLimit {
  private ThreadLimit() {}

  public static void run(int threads, Runnable work) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      pool.submit(work).join();
    } finally {
      pool.shutdown();
    }
  }
}

package io.wood.trainer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wood.kit.thread.BackgroundTask;
import io.wood.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Measures {@code wood.trainer.waiting}. Counting may read the store, so it happens on a thread of
 * its own: a scrape waits for it at most a second, and then gets the last known count.
 */
final class WaitingExperiments {
  private static final Logger LOG = Logger.getLogger(WaitingExperiments.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final LongSupplier queued;
  private final ExecutorService thread;
  private final BackgroundTask task = new BackgroundTask("waiting", this::update);
  private Future<?> counting;
  private volatile long last;

  WaitingExperiments(LongSupplier queued, ExecutorService thread) {
    this.queued = Objects.requireNonNull(queued, "queued");
    this.thread = Objects.requireNonNull(thread, "thread");
  }

  /** The task that the liveness check watches. */
  BackgroundTask task() {
    return task;
  }

  void measure(MeterRegistry meters) {
    Gauge.builder("wood.trainer.waiting", this, WaitingExperiments::count)
        .description("Experiments that no trainer has started")
        .strongReference(true)
        .register(meters);
  }

  /** The last known count, of now if it can be had within the timeout. */
  synchronized long count() {
    try {
      if (counting == null || counting.isDone()) {
        counting = thread.submit(task);
      }
      counting.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      LOG.debugf("the last known count of waiting experiments is shown: %s", e);
    }
    return last;
  }

  private void update() {
    try {
      last = queued.getAsLong();
    } catch (StoreUnavailableException e) {
      LOG.warnf("the count of waiting experiments stays at %d: %s", last, e.getMessage());
    }
  }
}

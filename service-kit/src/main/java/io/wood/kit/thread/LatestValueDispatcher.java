package io.wood.kit.thread;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Passes values to a slow consumer on another thread without blocking the producer: a value that
 * the consumer has not taken when the next one arrives is dropped.
 */
public final class LatestValueDispatcher<T> {
  private final Executor executor;
  private final Consumer<T> consumer;
  private final AtomicReference<T> latest = new AtomicReference<>();

  /**
   * Dispatches to a consumer.
   *
   * @param executor must have one thread, or values may arrive out of order
   */
  public LatestValueDispatcher(Executor executor, Consumer<T> consumer) {
    this.executor = Objects.requireNonNull(executor, "executor");
    this.consumer = Objects.requireNonNull(consumer, "consumer");
  }

  /** Passes a value on, unless a newer one comes first. */
  public void offer(T value) {
    if (latest.getAndSet(value) == null) {
      executor.execute(this::drain);
    }
  }

  /** Waits until every value offered so far is consumed or dropped. */
  public void flush() {
    CompletableFuture.runAsync(this::drain, executor).join();
  }

  private void drain() {
    T value = latest.getAndSet(null);
    if (value != null) {
      consumer.accept(value);
    }
  }
}

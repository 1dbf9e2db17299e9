package io.wood.trainer.run;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hands values to a slow consumer on another thread without ever making the producer wait: a value
 * that was not taken before the next one came is dropped.
 */
public final class LatestValueDispatcher<T> {
  private final Executor executor;
  private final Consumer<T> consumer;
  private final AtomicReference<T> slot = new AtomicReference<>();

  /**
   * Takes a consumer.
   *
   * @param executor of one thread, or values may arrive out of order
   */
  public LatestValueDispatcher(Executor executor, Consumer<T> consumer) {
    this.executor = Objects.requireNonNull(executor, "executor");
    this.consumer = Objects.requireNonNull(consumer, "consumer");
  }

  void offer(T value) {
    if (slot.getAndSet(value) == null) {
      executor.execute(this::drain);
    }
  }

  /** Returns when everything offered so far was consumed or dropped. */
  void flush() {
    CompletableFuture.runAsync(this::drain, executor).join();
  }

  private void drain() {
    T value = slot.getAndSet(null);
    if (value != null) {
      consumer.accept(value);
    }
  }
}

package io.wood.method.training;

import io.wood.method.data.BatchLoader;
import io.wood.method.data.ImageBatch;
import io.wood.method.data.WorkerThreads;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Prepares the next batch in a thread of its own while the current one computes.
 *
 * @param <B> what a step works on
 */
final class PreparedBatches<B> implements AutoCloseable {
  private final BatchLoader<?> loader;
  private final StepLoss<B> loss;
  private final WorkerThreads thread = new WorkerThreads("batch-preparation", 1);
  private final long last;
  private long number;
  private Optional<Future<Prepared<B>>> next = Optional.empty();

  /**
   * A batch and what was prepared for its step.
   *
   * @param images open until the end of the step
   * @param content the input of the step
   */
  record Prepared<B>(ImageBatch images, B content) {}

  /**
   * Starts with the first batch.
   *
   * @param loader stays the caller's
   * @param first number of the loader's first batch
   * @param last the number after its last batch
   */
  PreparedBatches(BatchLoader<?> loader, StepLoss<B> loss, long first, long last) {
    this.loader = loader;
    this.loss = loss;
    this.number = first;
    this.last = last;
    start();
  }

  private void start() {
    long step = number++;
    next = step < last ? Optional.of(thread.submit(() -> prepare(step))) : Optional.empty();
  }

  private Prepared<B> prepare(long step) {
    ImageBatch images = loader.next();
    images.requireFull(step);
    return new Prepared<>(images, loss.prepare(images));
  }

  /** The next batch; release it after its step. */
  Prepared<B> next() {
    Prepared<B> prepared = WorkerThreads.await(next.orElseThrow());
    start();
    return prepared;
  }

  void release(Prepared<B> prepared) {
    loss.release(prepared.content());
    prepared.images().close();
  }

  /** Waits for the batch in preparation: it uses the network, which the caller closes next. */
  @Override
  public void close() {
    thread.close();
    next.filter(Future::isDone).ifPresent(this::discard);
  }

  private void discard(Future<Prepared<B>> unused) {
    try {
      release(WorkerThreads.await(unused));
    } catch (RuntimeException failed) {
      // The batch is not used, so it does not matter that it could not be prepared.
    }
  }
}

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
  private long left;
  private Optional<Future<Prepared>> next = Optional.empty();

  /**
   * Starts with the first batch.
   *
   * @param loader stays the caller's
   * @param count number of batches
   */
  PreparedBatches(BatchLoader<?> loader, StepLoss<B> loss, long count) {
    this.loader = loader;
    this.loss = loss;
    this.left = count;
    start();
  }

  private void start() {
    next = left-- > 0 ? Optional.of(thread.submit(this::prepare)) : Optional.empty();
  }

  private Prepared prepare() {
    ImageBatch images = loader.next();
    return new Prepared(
        images, images.isFull() ? Optional.of(loss.prepare(images)) : Optional.empty());
  }

  /** The next batch; close it after its step. */
  Prepared next() {
    Prepared prepared = WorkerThreads.await(next.orElseThrow());
    start();
    return prepared;
  }

  /** A batch and what was prepared for its step; nothing if a row is empty. */
  final class Prepared implements AutoCloseable {
    private final ImageBatch images;
    private final Optional<B> content;

    private Prepared(ImageBatch images, Optional<B> content) {
      this.images = images;
      this.content = content;
    }

    ImageBatch images() {
      return images;
    }

    B content() {
      return content.orElseThrow();
    }

    @Override
    public void close() {
      content.ifPresent(loss::release);
      images.close();
    }
  }

  /** Waits for the batch in preparation: it uses the network, which the caller closes next. */
  @Override
  public void close() {
    thread.close();
    next.filter(Future::isDone).ifPresent(this::discard);
  }

  private void discard(Future<Prepared> unused) {
    try {
      WorkerThreads.await(unused).close();
    } catch (RuntimeException failed) {
      // The batch is not used, so it does not matter that it could not be prepared.
    }
  }
}

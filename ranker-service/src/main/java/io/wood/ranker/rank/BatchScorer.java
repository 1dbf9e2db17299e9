package io.wood.ranker.rank;

import ai.djl.engine.EngineException;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import io.wood.kit.thread.EngineHealth;
import io.wood.method.image.RgbImage;
import io.wood.method.tensor.EngineThreads;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ImageScorer;
import io.wood.ranker.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Scores images of many callers in batches. While the passes run, the next images are queued; no
 * image waits for a full batch. If a batch fails, each image is scored alone, so that only the
 * faulty one fails. When the engine fails with one image, the last image that succeeded is scored
 * again; if that fails too, the device is to blame, and all images of the batch are tried again.
 */
public final class BatchScorer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(BatchScorer.class);

  /** Scored to see whether the engine works, until an image has been scored. */
  private static final RgbImage BLANK = new RgbImage(224, 224, new byte[3 * 224 * 224]);

  private final ActiveModel active;
  private final Passes passes;
  private final IntConsumer onBatch;
  private final EngineHealth health;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads;
  private volatile RgbImage known = BLANK;
  private volatile boolean closed;
  private volatile boolean failed;

  /**
   * Starts a thread for each pass.
   *
   * @param onBatch called with the size of each batch
   * @param health decides whether an image or the engine is to blame
   */
  public BatchScorer(ActiveModel active, Passes passes, IntConsumer onBatch, EngineHealth health) {
    this.active = active;
    this.passes = passes;
    this.onBatch = onBatch;
    this.health = health;
    this.threads =
        IntStream.range(0, passes.count())
            .mapToObj(number -> new Thread(this::work, "scorer-" + number))
            .toList();
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
  }

  /**
   * Scores an image; blocks until it is scored, and until there is a model.
   *
   * @throws TransientFailure when the engine or this process is to blame
   * @throws PermanentFailure when the network cannot score this image
   */
  Prediction score(RgbImage image) throws InterruptedException {
    Waiting waiting = new Waiting(image, new CompletableFuture<>());
    queue.add(waiting);
    try {
      return waiting.prediction().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw new TransientFailure("the scorer failed: " + error, error);
      }
      if (e.getCause() instanceof TransientFailure failure) {
        throw failure;
      }
      throw new PermanentFailure(
          "the network cannot score this image: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** Returns false if a thread has ended, or an Error such as missing memory occurred. */
  public boolean isAlive() {
    return closed || (threads.stream().allMatch(Thread::isAlive) && !failed);
  }

  /** Number of waiting images. */
  public int waiting() {
    return queue.size();
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  private void work() {
    try (EngineThreads share = EngineThreads.share(passes.count())) {
      while (true) {
        List<Waiting> batch = new ArrayList<>(passes.images());
        batch.add(queue.take());
        queue.drainTo(batch, passes.images() - 1);
        onBatch.accept(batch.size());
        scoreOrFail(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers every caller and keeps the thread running, whatever is thrown. */
  private void scoreOrFail(List<Waiting> batch) throws InterruptedException {
    try {
      active.use(scorer -> scoreAll(scorer, batch));
    } catch (RuntimeException e) {
      batch.forEach(waiting -> waiting.prediction().completeExceptionally(e));
    } catch (Error e) {
      failed = true;
      LOG.error("the scorer failed; this process should be restarted", e);
      batch.forEach(waiting -> waiting.prediction().completeExceptionally(e));
    }
  }

  private int scoreAll(ImageScorer scorer, List<Waiting> batch) {
    try {
      List<Prediction> predictions = scorer.score(batch.stream().map(Waiting::image).toList());
      known = batch.get(0).image();
      health.succeeded();
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).prediction().complete(predictions.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() > 1) {
        batch.forEach(waiting -> scoreAll(scorer, List.of(waiting)));
      } else {
        if (e instanceof EngineException) {
          blameEngine(scorer, e);
        }
        batch.get(0).prediction().completeExceptionally(e);
      }
    }
    return batch.size();
  }

  /**
   * Returns if the image is to blame.
   *
   * @throws TransientFailure if the engine is: counted once for the whole batch
   */
  private void blameEngine(ImageScorer scorer, RuntimeException cause) {
    if (!health.works(() -> scorer.score(List.of(known)))) {
      TransientFailure failure =
          new TransientFailure("the device failed: " + cause.getMessage(), cause);
      health.failed(failure);
      throw failure;
    }
  }

  /** An image and its caller. */
  private record Waiting(RgbImage image, CompletableFuture<Prediction> prediction) {}
}

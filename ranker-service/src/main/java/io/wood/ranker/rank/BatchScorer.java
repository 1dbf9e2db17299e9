package io.wood.ranker.rank;

import io.wood.contracts.artifact.ModelRef;
import io.wood.kit.event.PermanentFailure;
import io.wood.kit.event.TransientFailure;
import io.wood.method.image.RgbImage;
import io.wood.ranker.model.ActiveModel;
import io.wood.ranker.model.ImagePrediction;
import io.wood.ranker.model.ImageScorer;
import io.wood.ranker.model.ModelPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;

/**
 * Scores images of many callers together. While one pass runs, the next images gather; nobody waits
 * for a batch to fill. An image on which the network fails is scored alone once more, so that it
 * fails alone.
 */
public final class BatchScorer implements AutoCloseable {
  private final ActiveModel models;
  private final int most;
  private final IntConsumer onBatch;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /**
   * Scores on a thread of its own.
   *
   * @param most images in one pass
   * @param onBatch learns the size of each batch
   */
  public BatchScorer(ActiveModel models, int most, IntConsumer onBatch) {
    if (most < 1) {
      throw new IllegalArgumentException("wood.ranker.batch must be at least 1, not " + most);
    }
    this.models = models;
    this.most = most;
    this.onBatch = onBatch;
    this.thread = new Thread(this::work, "scorer");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Scores an image; waits for its turn, and for a model when there is none. */
  ModelPrediction score(RgbImage image) throws InterruptedException {
    Waiting waiting = new Waiting(image, new CompletableFuture<>());
    queue.add(waiting);
    try {
      return waiting.verdict().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error) {
        // Out of memory, a library that is gone: the process is at fault, not the image.
        throw new TransientFailure("the network failed: " + e.getCause(), e.getCause());
      }
      throw new PermanentFailure(
          "the network cannot score this image: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** How many images wait. */
  public int waiting() {
    return queue.size();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void work() {
    try {
      while (true) {
        List<Waiting> batch = new ArrayList<>(most);
        batch.add(queue.take());
        queue.drainTo(batch, most - 1);
        onBatch.accept(batch.size());
        models.use((model, scorer) -> scoreAll(model, scorer, batch));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int scoreAll(ModelRef model, ImageScorer scorer, List<Waiting> batch) {
    try {
      List<ImagePrediction> scored = scorer.score(batch.stream().map(Waiting::image).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).verdict().complete(new ModelPrediction(model, scored.get(i)));
      }
    } catch (RuntimeException | Error e) {
      // An Error must not end the only scoring thread either: its callers would wait for ever.
      if (batch.size() == 1) {
        batch.get(0).verdict().completeExceptionally(e);
      } else {
        batch.forEach(waiting -> scoreAll(model, scorer, List.of(waiting)));
      }
    }
    return batch.size();
  }

  /** An image and its caller. */
  private record Waiting(RgbImage image, CompletableFuture<ModelPrediction> verdict) {}
}

package io.wood.method.data;

import io.wood.method.data.BatchPlan.Row;
import io.wood.method.data.ImageBatch.Skipped;
import io.wood.method.image.UnusableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads, decodes and augments the next batches in threads of its own while the network computes.
 * What a batch holds depends on the plan alone, never on the timing of the threads.
 */
public final class BatchLoader implements AutoCloseable {
  /** Batches in the making: one being waited for, one ahead. */
  private static final int AHEAD = 2;

  /** Stand-ins tried before a row is given up; so many broken ones mean that all are. */
  private static final int STAND_INS = 20;

  private record Loaded(Optional<Row> row, List<Skipped> skipped) {}

  private record Pending(long number, ByteBuffer memory, List<Future<Loaded>> rows) {}

  private final BatchPlan plan;
  private final ImageTransform view;
  private final int side;
  private final ExecutorService threads;
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private long next;

  /**
   * Starts loading.
   *
   * @param plan what to load
   * @param view how
   * @param side of the canvas, pixels
   * @param first number of the first batch
   */
  public BatchLoader(BatchPlan plan, ImageTransform view, int side, long first) {
    this.plan = plan;
    this.view = view;
    this.side = side;
    this.next = first;
    this.threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), BatchLoader::thread);
    for (int i = 0; i < AHEAD + 1; i++) {
      free.add(
          ByteBuffer.allocateDirect(Math.multiplyExact(plan.rows(), 3 * side * side * Float.BYTES))
              .order(ByteOrder.nativeOrder()));
    }
    while (pending.size() < AHEAD && next < plan.batches()) {
      submit();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "batch-loader");
    thread.setDaemon(true);
    return thread;
  }

  /** The next batch in order; close it before asking for another. */
  public ImageBatch next() {
    Pending ready = pending.remove();
    List<Optional<Row>> rows = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Future<Loaded> row : ready.rows()) {
      Loaded loaded = await(row);
      rows.add(loaded.row());
      skipped.addAll(loaded.skipped());
    }
    if (next < plan.batches()) {
      submit();
    }
    return new ImageBatch(ready.memory(), side, rows, skipped, () -> free.add(ready.memory()));
  }

  private void submit() {
    ByteBuffer memory = free.remove();
    List<Row> rows = plan.batch(next);
    List<Future<Loaded>> futures = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int place = i;
      futures.add(threads.submit(() -> load(row, memory, place)));
    }
    pending.add(new Pending(next++, memory, futures));
  }

  private Loaded load(Row wanted, ByteBuffer memory, int place) {
    List<Skipped> skipped = new ArrayList<>();
    Optional<Row> candidate = Optional.of(wanted);
    for (int attempt = 1; candidate.isPresent() && attempt <= STAND_INS; attempt++) {
      Row row = candidate.get();
      try {
        float[] planes = view.of(row.source().load(row.index()), row.randomness());
        write(planes, memory, place);
        return new Loaded(candidate, skipped);
      } catch (UnusableImageException unusable) {
        skipped.add(new Skipped(row, unusable.getMessage()));
        candidate = plan.standIn(wanted, attempt);
      }
    }
    write(new float[3 * side * side], memory, place);
    return new Loaded(Optional.empty(), skipped);
  }

  /** Puts the three planes between each other: convolutions are fastest on pixels in a row. */
  private void write(float[] planes, ByteBuffer memory, int place) {
    float[] pixels = new float[planes.length];
    int area = side * side;
    for (int i = 0, to = 0; i < area; i++) {
      pixels[to++] = planes[i];
      pixels[to++] = planes[area + i];
      pixels[to++] = planes[2 * area + i];
    }
    int bytes = pixels.length * Float.BYTES;
    memory.slice(place * bytes, bytes).order(ByteOrder.nativeOrder()).asFloatBuffer().put(pixels);
  }

  private static Loaded await(Future<Loaded> row) {
    try {
      return row.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for images", e);
    } catch (ExecutionException e) {
      // What a source throws, such as an unreachable store, reaches the caller as it was.
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("loading images failed", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

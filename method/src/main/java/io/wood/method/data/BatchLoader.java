package io.wood.method.data;

import io.wood.method.data.BatchPlan.PlannedSample;
import io.wood.method.data.ImageBatch.Skipped;
import io.wood.method.image.LabelMap;
import io.wood.method.image.UnusableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reads, decodes and augments the next batches in threads of its own while the network computes.
 * The content of a batch depends on the plan alone, never on the timing of the threads.
 *
 * @param <T> the samples
 */
public final class BatchLoader<T> implements AutoCloseable {
  /** Batches in memory, those in use included. */
  private static final int BUFFERS = 3;

  /** Batches that are loaded at the same time. */
  private static final int AHEAD = 2;

  /** Replacements tried before a row is left empty; so many bad ones mean that all are. */
  private static final int REPLACEMENTS = 20;

  private record Loaded(OptionalInt index, Optional<LabelMap> labels, List<Skipped> skipped) {}

  private record Pending(ByteBuffer memory, List<Future<Loaded>> rows) {}

  private final BatchPlan<T> plan;
  private final Function<SampleSource<T>, SampleTransform<T>> transforms;
  private final int side;
  private final WorkerThreads threads;
  private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private long next;

  /**
   * Starts loading.
   *
   * @param plan what to load
   * @param transform how to prepare it
   * @param side of the canvas, pixels
   * @param first number of the first batch
   */
  public BatchLoader(BatchPlan<T> plan, SampleTransform<T> transform, int side, long first) {
    this(plan, source -> transform, side, first);
  }

  /**
   * Starts loading from sources that are prepared differently.
   *
   * @param transforms how to prepare the samples of a source
   */
  public BatchLoader(
      BatchPlan<T> plan,
      Function<SampleSource<T>, SampleTransform<T>> transforms,
      int side,
      long first) {
    this.plan = plan;
    this.transforms = transforms;
    this.side = side;
    this.next = first;
    this.threads = new WorkerThreads("batch-loader", Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < BUFFERS; i++) {
      free.add(
          ByteBuffer.allocateDirect(Math.multiplyExact(plan.rows(), 3 * side * side * Float.BYTES))
              .order(ByteOrder.nativeOrder()));
    }
    submit();
  }

  /**
   * The next batch in order, for one thread at a time. At most one earlier batch may still be open;
   * another thread may close it.
   */
  public ImageBatch next() {
    submit();
    Pending ready = pending.remove();
    List<OptionalInt> indices = new ArrayList<>();
    List<LabelMap> labels = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Future<Loaded> row : ready.rows()) {
      Loaded loaded = WorkerThreads.await(row);
      indices.add(loaded.index());
      loaded.labels().ifPresent(labels::add);
      skipped.addAll(loaded.skipped());
    }
    submit();
    return new ImageBatch(
        ready.memory(), side, indices, labels, skipped, () -> free.add(ready.memory()));
  }

  /** Loads as far ahead as there is memory. */
  private void submit() {
    while (pending.size() < AHEAD && next < plan.batches() && !free.isEmpty()) {
      ByteBuffer memory = free.remove();
      List<Future<Loaded>> rows = new ArrayList<>();
      for (PlannedSample<T> planned : plan.batch(next++)) {
        int row = rows.size();
        rows.add(threads.submit(() -> load(planned, memory, row)));
      }
      pending.add(new Pending(memory, rows));
    }
  }

  private Loaded load(PlannedSample<T> planned, ByteBuffer memory, int row) {
    List<Skipped> skipped = new ArrayList<>();
    Optional<PlannedSample<T>> candidate = Optional.of(planned);
    for (int attempt = 1; candidate.isPresent() && attempt <= REPLACEMENTS; attempt++) {
      PlannedSample<T> sample = candidate.get();
      try {
        NetworkInput input =
            transforms
                .apply(sample.source())
                .of(sample.source().load(sample.index()), sample.randomness());
        write(input.planes().values(), memory, row);
        return new Loaded(OptionalInt.of(sample.index()), input.labels(), skipped);
      } catch (UnusableImageException unusable) {
        skipped.add(new Skipped(sample.source().id(sample.index()), unusable.getMessage()));
        candidate = plan.replacement(planned, attempt);
      }
    }
    write(new float[3 * side * side], memory, row);
    return new Loaded(OptionalInt.empty(), Optional.empty(), skipped);
  }

  /** Interleaves the three planes: convolutions are fastest with the channels side by side. */
  private void write(float[] planes, ByteBuffer memory, int row) {
    float[] pixels = new float[planes.length];
    int area = side * side;
    for (int i = 0, to = 0; i < area; i++) {
      pixels[to++] = planes[i];
      pixels[to++] = planes[area + i];
      pixels[to++] = planes[2 * area + i];
    }
    int bytes = pixels.length * Float.BYTES;
    memory.slice(row * bytes, bytes).order(ByteOrder.nativeOrder()).asFloatBuffer().put(pixels);
  }

  @Override
  public void close() {
    threads.close();
  }
}

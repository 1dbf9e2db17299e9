package io.wood.method.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.method.image.LabelMap;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Samples that are ready for the network. Closing it returns its memory to the loader: arrays made
 * from it must not be used afterwards.
 */
public final class ImageBatch implements AutoCloseable {
  /**
   * An image that was left out.
   *
   * @param image its id
   * @param reason for a person
   */
  public record Skipped(String image, String reason) {}

  private final ByteBuffer memory;
  private final int side;
  private final List<OptionalInt> indices;
  private final List<LabelMap> labels;
  private final List<Skipped> skipped;
  private final Runnable whenClosed;

  ImageBatch(
      ByteBuffer memory,
      int side,
      List<OptionalInt> indices,
      List<LabelMap> labels,
      List<Skipped> skipped,
      Runnable whenClosed) {
    this.memory = memory;
    this.side = side;
    this.indices = List.copyOf(indices);
    this.labels = List.copyOf(labels);
    this.skipped = List.copyOf(skipped);
    this.whenClosed = whenClosed;
  }

  /** Number of rows, the empty ones included. */
  public int size() {
    return indices.size();
  }

  /** Side of the canvas, pixels. */
  public int side() {
    return side;
  }

  /** For each row the index of its sample in its source; empty where nothing could be read. */
  public List<OptionalInt> indices() {
    return indices;
  }

  /**
   * Checks that every row has a sample.
   *
   * @param step optimiser steps done
   * @throws TrainingFailedException when a row is empty after all replacements
   */
  public void requireFull(long step) {
    if (!indices.stream().allMatch(OptionalInt::isPresent)) {
      Skipped last = skipped.get(skipped.size() - 1);
      throw new TrainingFailedException(
          "hardly any image can be read",
          step,
          Map.of(),
          "Look at the images named as skipped, such as %s: %s."
              .formatted(last.image(), last.reason()));
    }
  }

  /** The label maps of the rows; none for images without labels. */
  public List<LabelMap> labels() {
    return labels;
  }

  /** The images that could not be read. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /** The pixels of all rows; see {@link #images(NDManager, int, int)}. */
  public NDArray images(NDManager manager) {
    return images(manager, 0, size());
  }

  /**
   * The pixels of the rows from one index (included) to another (excluded) on the manager's device,
   * [rows, 3, side, side]. In memory the channels come last: a layout that convolutions keep and
   * that makes depthwise ones several times faster.
   */
  public NDArray images(NDManager manager, int from, int to) {
    int row = 3 * side * side * Float.BYTES;
    return manager
        .create(
            memory.slice(from * row, (to - from) * row).order(memory.order()),
            new Shape(to - from, side, side, 3),
            DataType.FLOAT32)
        .transpose(0, 3, 1, 2);
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}

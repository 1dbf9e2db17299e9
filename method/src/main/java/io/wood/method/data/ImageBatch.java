package io.wood.method.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.wood.method.data.BatchPlan.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Images that are ready for the network. Closing gives the memory back to the loader: arrays made
 * from it must be done with by then.
 */
public final class ImageBatch implements AutoCloseable {
  /**
   * An image that was left out.
   *
   * @param row which
   * @param reason for a person
   */
  public record Skipped(Row row, String reason) {}

  private final ByteBuffer memory;
  private final int side;
  private final List<Optional<Row>> rows;
  private final List<Skipped> skipped;
  private final Runnable whenClosed;

  ImageBatch(
      ByteBuffer memory,
      int side,
      List<Optional<Row>> rows,
      List<Skipped> skipped,
      Runnable whenClosed) {
    this.memory = memory;
    this.side = side;
    this.rows = rows;
    this.skipped = skipped;
    this.whenClosed = whenClosed;
  }

  /** What stands in each row; empty where nothing could be read. */
  public List<Optional<Row>> rows() {
    return rows;
  }

  /** What could not be read. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /**
   * The pixels on the manager's device, [rows, 3, side, side]. In memory the channels come last: a
   * layout that convolutions keep and that makes depthwise ones several times faster.
   */
  public NDArray images(NDManager manager) {
    int bytes = rows.size() * 3 * side * side * Float.BYTES;
    return manager
        .create(
            memory.slice(0, bytes).order(memory.order()),
            new Shape(rows.size(), side, side, 3),
            DataType.FLOAT32)
        .transpose(0, 3, 1, 2);
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}

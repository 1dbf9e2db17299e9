package io.wood.method.data;

import java.util.List;
import java.util.Optional;

/** Which images stand in which batch: a pure function of the batch's number. */
public interface BatchPlan {
  /**
   * One row of a batch.
   *
   * @param source where the image comes from
   * @param index which image of the source
   * @param randomness seed of what is done to it
   */
  public record Row(ImageSource source, int index, long randomness) {}

  /** How many batches there are. */
  long batches();

  /** The most rows that a batch has. */
  int rows();

  /** The rows of a batch. */
  List<Row> batch(long number);

  /**
   * Who stands in for an image that cannot be read.
   *
   * @param row the place
   * @param attempt 1 for the first stand-in, 2 when that one cannot be read either, ...
   * @return empty leaves the place empty
   */
  Optional<Row> standIn(Row row, int attempt);
}

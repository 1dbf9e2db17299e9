package io.wood.method.data;

import java.util.List;
import java.util.Optional;

/**
 * Says which samples a batch consists of: a pure function of the batch's number.
 *
 * @param <T> the samples
 */
public interface BatchPlan<T> {
  /**
   * A sample of a batch.
   *
   * @param source where it comes from
   * @param index which sample of the source
   * @param randomness seed of the random choices of its transform
   */
  record PlannedSample<T>(SampleSource<T> source, int index, long randomness) {}

  /** Number of batches. */
  long batches();

  /** Maximum number of samples in a batch. */
  int rows();

  /** The samples of a batch. */
  List<PlannedSample<T>> batch(long number);

  /**
   * Chooses a replacement for a sample that cannot be read.
   *
   * @param planned the sample
   * @param attempt 1 for the first replacement, 2 when that one cannot be read either, ...
   * @return empty leaves the row empty
   */
  Optional<PlannedSample<T>> replacement(PlannedSample<T> planned, int attempt);
}

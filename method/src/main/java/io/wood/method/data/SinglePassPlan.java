package io.wood.method.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes every sample of a source once, in order; the row of one that cannot be read stays empty.
 *
 * @param source the samples
 * @param rows samples per batch
 */
public record SinglePassPlan<T>(SampleSource<T> source, int rows) implements BatchPlan<T> {
  @Override
  public long batches() {
    return (source.size() + rows - 1L) / rows;
  }

  @Override
  public List<PlannedSample<T>> batch(long number) {
    int first = Math.toIntExact(number * rows);
    return IntStream.range(first, Math.min(first + rows, source.size()))
        .mapToObj(index -> new PlannedSample<>(source, index, index))
        .toList();
  }

  @Override
  public Optional<PlannedSample<T>> replacement(PlannedSample<T> planned, int attempt) {
    return Optional.empty();
  }
}

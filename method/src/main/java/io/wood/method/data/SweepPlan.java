package io.wood.method.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every image of a source once, in order; the place of one that cannot be read stays empty. */
public record SweepPlan(ImageSource source, int rows) implements BatchPlan {
  @Override
  public long batches() {
    return (source.size() + rows - 1L) / rows;
  }

  @Override
  public List<Row> batch(long number) {
    int first = Math.toIntExact(number * rows);
    return IntStream.range(first, Math.min(first + rows, source.size()))
        .mapToObj(index -> new Row(source, index, index))
        .toList();
  }

  @Override
  public Optional<Row> standIn(Row row, int attempt) {
    return Optional.empty();
  }
}

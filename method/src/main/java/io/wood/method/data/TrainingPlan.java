package io.wood.method.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Plans the batches of a training: N samples of each source, such as labelled images and then OoDs.
 * Every source is shuffled on its own, unless it is given another order. A sample that cannot be
 * read is replaced by another one of its source.
 */
public final class TrainingPlan<T> implements BatchPlan<T> {
  /**
   * A source in its order.
   *
   * @param stream its random stream
   */
  private record Ordered<T>(SampleSource<T> source, SampleOrder order, long stream) {}

  private final List<Ordered<T>> sources;
  private final int size;
  private final long steps;
  private final long seed;

  /**
   * A plan.
   *
   * @param sources an empty source is left out
   * @param size N, samples of each source in a batch
   * @param steps number of batches
   * @param seed of everything random
   */
  public TrainingPlan(List<? extends SampleSource<T>> sources, int size, long steps, long seed) {
    this.sources = new ArrayList<>();
    this.size = size;
    this.steps = steps;
    this.seed = seed;
    for (int i = 0; i < sources.size(); i++) {
      SampleSource<T> source = sources.get(i);
      long stream = RandomStreams.FIRST_SOURCE + i;
      if (source.size() > 0) {
        EpochOrder order = new EpochOrder(source.size(), RandomStreams.mix(seed, stream));
        this.sources.add(new Ordered<>(source, order, stream));
      }
    }
  }

  private TrainingPlan(List<Ordered<T>> sources, TrainingPlan<T> other) {
    this.sources = sources;
    this.size = other.size;
    this.steps = other.steps;
    this.seed = other.seed;
  }

  /**
   * The same plan with another order of a source.
   *
   * @param order of indices below the source's size
   */
  public TrainingPlan<T> withOrder(SampleSource<T> source, SampleOrder order) {
    return new TrainingPlan<>(
        sources.stream()
            .map(
                each ->
                    each.source() == source ? new Ordered<>(source, order, each.stream()) : each)
            .toList(),
        this);
  }

  @Override
  public long batches() {
    return steps;
  }

  @Override
  public int rows() {
    return size * sources.size();
  }

  @Override
  public List<PlannedSample<T>> batch(long number) {
    List<PlannedSample<T>> batch = new ArrayList<>(rows());
    for (Ordered<T> each : sources) {
      for (long position = number * size; position < (number + 1) * size; position++) {
        batch.add(
            new PlannedSample<>(
                each.source(),
                each.order().at(position),
                RandomStreams.mix(seed, each.stream(), position)));
      }
    }
    return batch;
  }

  @Override
  public Optional<PlannedSample<T>> replacement(PlannedSample<T> planned, int attempt) {
    long chance = RandomStreams.mix(planned.randomness(), RandomStreams.REPLACEMENT, attempt);
    int other = new SplittableRandom(chance).nextInt(planned.source().size());
    return Optional.of(new PlannedSample<>(planned.source(), other, planned.randomness()));
  }
}

package io.wood.method.data;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A plan in which a share of the samples of a source gives way to random samples of another one.
 * Which ones is drawn from a random stream of its own, by the seed of the sample: the other samples
 * and all transforms stay as they are. A sample that cannot be read is replaced by another one of
 * the source that it comes from.
 */
public final class MixedPlan<T> implements BatchPlan<T> {
  private final BatchPlan<T> plan;
  private final SampleSource<T> source;
  private final SampleSource<T> other;
  private final double share;
  private final long stream;

  /**
   * A plan.
   *
   * @param plan replaces a sample by one of the sample's own source
   * @param source whose samples give way
   * @param other whose samples take their place; without any, none gives way
   * @param share of the samples that give way, 0 to 1
   * @param stream one of {@link RandomStreams}
   */
  public MixedPlan(
      BatchPlan<T> plan, SampleSource<T> source, SampleSource<T> other, double share, long stream) {
    this.plan = plan;
    this.source = source;
    this.other = other;
    this.share = other.size() == 0 ? 0 : share;
    this.stream = stream;
  }

  @Override
  public long batches() {
    return plan.batches();
  }

  @Override
  public int rows() {
    return plan.rows();
  }

  @Override
  public List<PlannedSample<T>> batch(long number) {
    return plan.batch(number).stream().map(this::mixed).toList();
  }

  private PlannedSample<T> mixed(PlannedSample<T> planned) {
    SplittableRandom random = new SplittableRandom(RandomStreams.mix(planned.randomness(), stream));
    return planned.source() == source && random.nextDouble() < share
        ? new PlannedSample<>(other, random.nextInt(other.size()), planned.randomness())
        : planned;
  }

  @Override
  public Optional<PlannedSample<T>> replacement(PlannedSample<T> planned, int attempt) {
    return plan.replacement(planned, attempt);
  }
}

package io.wood.method.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The batches of training: N labelled images, then as many OoDs if there are any, each in a walk of
 * its own. An image that cannot be read is replaced by another of its kind.
 */
public final class TrainingPlan implements BatchPlan {
  private final ImageSource labelled;
  private final ImageSource oods;
  private final int size;
  private final long steps;
  private final long seed;
  private final EpochOrder labelledOrder;
  private final EpochOrder oodOrder;

  public TrainingPlan(ImageSource labelled, ImageSource oods, int size, long steps, long seed) {
    this.labelled = labelled;
    this.oods = oods;
    this.size = size;
    this.steps = steps;
    this.seed = seed;
    this.labelledOrder =
        new EpochOrder(labelled.size(), RandomStreams.mix(seed, RandomStreams.LABELLED));
    this.oodOrder = new EpochOrder(oods.size(), RandomStreams.mix(seed, RandomStreams.OODS));
  }

  @Override
  public long batches() {
    return steps;
  }

  @Override
  public int rows() {
    return oods.size() > 0 ? 2 * size : size;
  }

  @Override
  public List<Row> batch(long number) {
    List<Row> rows = new ArrayList<>(rows());
    for (long position = number * size; position < (number + 1) * size; position++) {
      rows.add(
          new Row(
              labelled,
              labelledOrder.at(position),
              RandomStreams.mix(seed, RandomStreams.LABELLED, position)));
    }
    for (long position = number * size; rows.size() < rows(); position++) {
      rows.add(
          new Row(
              oods, oodOrder.at(position), RandomStreams.mix(seed, RandomStreams.OODS, position)));
    }
    return rows;
  }

  @Override
  public Optional<Row> standIn(Row row, int attempt) {
    long chance = RandomStreams.mix(row.randomness(), RandomStreams.SPARE, attempt);
    int other = new SplittableRandom(chance).nextInt(row.source().size());
    return Optional.of(new Row(row.source(), other, row.randomness()));
  }
}

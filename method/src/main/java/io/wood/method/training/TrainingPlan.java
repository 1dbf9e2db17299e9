package io.wood.method.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The batches of training: N labelled images, then as many OoDs if there are any, each in a walk of
 * its own. An image that cannot be read is replaced by another of its kind.
 */
final class TrainingPlan implements BatchPlan {
  private final ImageSource labelled;
  private final ImageSource oods;
  private final int size;
  private final long steps;
  private final long seed;
  private final EpochOrder labelledOrder;
  private final EpochOrder oodOrder;

  TrainingPlan(ImageSource labelled, ImageSource oods, int size, long steps, long seed) {
    this.labelled = labelled;
    this.oods = oods;
    this.size = size;
    this.steps = steps;
    this.seed = seed;
    this.labelledOrder = new EpochOrder(labelled.size(), Seeds.mix(seed, Seeds.LABELLED));
    this.oodOrder = new EpochOrder(oods.size(), Seeds.mix(seed, Seeds.OODS));
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
          new Row(labelled, labelledOrder.at(position), Seeds.mix(seed, Seeds.LABELLED, position)));
    }
    for (long position = number * size; rows.size() < rows(); position++) {
      rows.add(new Row(oods, oodOrder.at(position), Seeds.mix(seed, Seeds.OODS, position)));
    }
    return rows;
  }

  @Override
  public Optional<Row> standIn(Row row, int attempt) {
    long chance = Seeds.mix(row.randomness(), Seeds.SPARE, attempt);
    int other = new SplittableRandom(chance).nextInt(row.source().size());
    return Optional.of(new Row(row.source(), other, row.randomness()));
  }
}

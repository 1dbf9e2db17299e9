package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentTable.Spread;
import io.wood.method.evaluation.MeanDeviation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes mean and spread of figures over experiments that differ in their seed alone. */
public final class Spreads {
  private Spreads() {}

  /** Mean and spread of every metric, over the experiments that have it. */
  public static Map<String, Spread> byName(List<Map<String, Double>> metrics) {
    Set<String> names = new TreeSet<>();
    metrics.forEach(one -> names.addAll(one.keySet()));
    Map<String, Spread> spreads = new TreeMap<>();
    for (String name : names) {
      spreads.put(
          name, of(metrics.stream().map(one -> one.get(name)).filter(Objects::nonNull).toList()));
    }
    return spreads;
  }

  /** Mean and spread of at least one value. */
  public static Spread of(List<Double> values) {
    MeanDeviation spread = MeanDeviation.of(values);
    return new Spread(spread.mean(), spread.deviation(), spread.count());
  }
}

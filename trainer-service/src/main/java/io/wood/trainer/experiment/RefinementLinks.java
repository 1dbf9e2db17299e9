package io.wood.trainer.experiment;

import io.wood.contracts.event.RefinementRequested;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which refinement starts from the weights of which experiment, built from the log. */
public final class RefinementLinks {
  private final ConcurrentMap<String, String> experiments = new ConcurrentHashMap<>();

  /** Adds a refinement; the first request of an id counts. */
  public void on(RefinementRequested requested) {
    experiments.putIfAbsent(requested.refinement(), requested.model().experiment());
  }

  /** Returns the experiment that a refinement starts from. */
  Optional<String> experimentOf(String refinement) {
    return Optional.ofNullable(experiments.get(refinement));
  }

  /** Returns the refinements that start from an experiment. */
  List<String> of(String experiment) {
    return experiments.entrySet().stream()
        .filter(refinement -> refinement.getValue().equals(experiment))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}

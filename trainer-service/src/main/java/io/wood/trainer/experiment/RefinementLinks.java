package io.wood.trainer.experiment;

import io.wood.contracts.event.Event;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which refinement starts from the weights of which experiment, and what came of it, built from the
 * log.
 */
public final class RefinementLinks {
  private final ConcurrentMap<String, String> experiments = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, RunState> states = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Map<String, Double>> metrics = new ConcurrentHashMap<>();

  /**
   * Adds an event. The first request of a refinement counts, and its last state: one that failed
   * can be retried.
   */
  public void on(Event event) {
    if (event instanceof RefinementRequested requested) {
      experiments.putIfAbsent(requested.refinement(), requested.model().experiment());
    } else if (event instanceof RefinementProgressed progressed) {
      states.put(progressed.refinement(), progressed.state());
    } else if (event instanceof RefinementCompleted completed) {
      metrics.put(completed.refinement(), completed.metrics());
    }
  }

  /** State of a refinement: SUCCEEDED once its masks are stored. */
  public RunState state(String refinement) {
    if (metrics.containsKey(refinement)) {
      return RunState.SUCCEEDED;
    }
    RunState last = states.getOrDefault(refinement, RunState.RUNNING);
    return last == RunState.SUCCEEDED ? RunState.RUNNING : last;
  }

  /** Figures of the masks by name; empty before they are stored. */
  public Map<String, Double> metrics(String refinement) {
    return metrics.getOrDefault(refinement, Map.of());
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

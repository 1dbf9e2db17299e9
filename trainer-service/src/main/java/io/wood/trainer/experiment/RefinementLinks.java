package io.wood.trainer.experiment;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RefinementProgressed;
import io.wood.contracts.event.RefinementRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which refinement starts from the weights of which experiment, and what came of it, built from the
 * log.
 */
public final class RefinementLinks {
  private static final Duration KEPT = Topic.REFINEMENT_PROGRESSED.retention().orElseThrow();

  private final ConcurrentMap<String, String> experiments = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ArtifactRef> datasets = new ConcurrentHashMap<>();
  private final Set<String> predictions = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, Instant> requests = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, RefinementProgressed> progress = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, RefinementCompleted> completed = new ConcurrentHashMap<>();

  /**
   * Adds an event. The first request of a refinement says what it starts from; its last request and
   * its last progress say what came of it, because one that failed can be retried.
   */
  public void on(Event event) {
    if (event instanceof RefinementRequested requested) {
      experiments.putIfAbsent(requested.refinement(), requested.model().experiment());
      datasets.putIfAbsent(requested.refinement(), requested.dataset());
      if (requested.predictor() != null) {
        predictions.add(requested.refinement());
      }
      requests.merge(
          requested.refinement(),
          requested.requestedAt(),
          (known, at) -> at.isAfter(known) ? at : known);
    } else if (event instanceof RefinementProgressed progressed) {
      progress.merge(
          progressed.refinement(),
          progressed,
          (known, next) -> known.latest(next, requests.get(progressed.refinement())));
    } else if (event instanceof RefinementCompleted masks) {
      completed.put(masks.refinement(), masks);
    }
  }

  /**
   * State of the refinement of a trained experiment: SUCCEEDED once its masks are stored. Progress
   * expires, so a refinement without masks and without progress counts as failed when it is older
   * than that. One that has waited so long behind others runs again at its first progress.
   */
  public RunState state(String refinement, Instant trainedAt, Instant now) {
    if (completed.containsKey(refinement)) {
      return RunState.SUCCEEDED;
    }
    Instant requestedAt = requests.getOrDefault(refinement, trainedAt);
    RefinementProgressed last = progress.get(refinement);
    if (last == null || last.at().isBefore(requestedAt)) {
      return requestedAt.isBefore(now.minus(KEPT)) ? RunState.FAILED : RunState.RUNNING;
    }
    return last.state() == RunState.SUCCEEDED ? RunState.RUNNING : last.state();
  }

  /** Figures of the masks by name; empty before they are stored. */
  public Map<String, Double> metrics(String refinement) {
    return completed(refinement).map(RefinementCompleted::metrics).orElse(Map.of());
  }

  /**
   * Figures of the masks of an experiment by name: of the refinement that has its id, else of the
   * first by name that has any. Runs that only predict have no masks.
   */
  Map<String, Double> masks(String experiment) {
    return of(experiment).stream()
        .filter(refinement -> !predictions.contains(refinement))
        .sorted(Comparator.comparing(refinement -> !refinement.equals(experiment)))
        .map(this::metrics)
        .filter(metrics -> !metrics.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }

  /** What a refinement has made; empty before its masks are stored. */
  public Optional<RefinementCompleted> completed(String refinement) {
    return Optional.ofNullable(completed.get(refinement));
  }

  /** Returns the experiment that a refinement starts from. */
  Optional<String> experimentOf(String refinement) {
    return Optional.ofNullable(experiments.get(refinement));
  }

  /** Returns the dataset whose images a refinement has. */
  Optional<ArtifactRef> datasetOf(String refinement) {
    return Optional.ofNullable(datasets.get(refinement));
  }

  /** Returns the refinements that start from an experiment. */
  public List<String> of(String experiment) {
    return experiments.entrySet().stream()
        .filter(refinement -> refinement.getValue().equals(experiment))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}

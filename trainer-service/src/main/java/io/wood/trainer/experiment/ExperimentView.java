package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.trainer.store.CurvePoint;
import io.wood.trainer.store.RunResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Keeps the state of all experiments, built from three topics that have no common order. It is
 * rebuilt from the log at every start.
 */
public final class ExperimentView {
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Map<ExperimentRequested, Set<String>> byContent = new HashMap<>();
  private final List<Consumer<ExperimentSummary>> watchers = new CopyOnWriteArrayList<>();

  public void on(Event event) {
    if (event instanceof ExperimentRequested request) {
      change(
          request.experiment(),
          entry -> {
            entry.requested(request);
            byContent
                .computeIfAbsent(
                    RequestExperiment.content(entry.request), key -> new LinkedHashSet<>())
                .add(request.experiment());
          });
    } else if (event instanceof TrainingProgressed progressed) {
      change(progressed.experiment(), entry -> entry.progressed(progressed));
    } else if (event instanceof ClassifierTrained trained) {
      change(trained.experiment(), entry -> entry.trained(trained));
    }
  }

  /** Adds the result of a run, for runs whose progress events have expired. */
  public void on(RunResult result) {
    change(result.experiment(), entry -> entry.ended(result));
  }

  /** All experiments, newest request first. */
  public synchronized List<ExperimentSummary> list() {
    return entries.values().stream()
        .filter(Entry::isKnown)
        .map(Entry::summary)
        .sorted(
            Comparator.comparing(ExperimentSummary::requestedAt)
                .reversed()
                .thenComparing(ExperimentSummary::experiment))
        .toList();
  }

  /** Experiments that no trainer has started. */
  public synchronized long queued() {
    return entries.values().stream()
        .filter(Entry::isKnown)
        .filter(entry -> entry.state().equals(ExperimentSummary.QUEUED))
        .count();
  }

  public synchronized Optional<ExperimentSummary> find(String experiment) {
    return entry(experiment).map(Entry::summary);
  }

  public synchronized Optional<ExperimentRequested> request(String experiment) {
    return entry(experiment).map(entry -> entry.request);
  }

  /** The experiments that train what this request asks for, whatever their ids. */
  public synchronized List<ExperimentSummary> equalTo(ExperimentRequested request) {
    return byContent.getOrDefault(RequestExperiment.content(request), Set.of()).stream()
        .map(id -> entries.get(id).summary())
        .toList();
  }

  public synchronized List<CurvePoint> curve(String experiment) {
    return entry(experiment).map(entry -> entry.curve.points()).orElse(List.of());
  }

  /** SHA-256 of the weights that an experiment has trained. */
  public synchronized Optional<String> weights(String experiment) {
    return entry(experiment).map(Entry::model).map(model -> model.weights().sha256());
  }

  /** The experiment that trained these weights, by their SHA-256; of several the oldest. */
  public synchronized Optional<String> trainerOf(String weights) {
    return entries.values().stream()
        .filter(Entry::isKnown)
        .filter(entry -> entry.model() != null && entry.model().weights().sha256().equals(weights))
        .map(entry -> entry.request)
        .min(
            Comparator.comparing(ExperimentRequested::requestedAt)
                .thenComparing(ExperimentRequested::experiment))
        .map(ExperimentRequested::experiment);
  }

  /** Reports every later change to a watcher, until the returned action is run. */
  public Runnable watch(Consumer<ExperimentSummary> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private Optional<Entry> entry(String experiment) {
    return Optional.ofNullable(entries.get(experiment)).filter(Entry::isKnown);
  }

  private void change(String experiment, Consumer<Entry> change) {
    Optional<ExperimentSummary> before;
    Optional<ExperimentSummary> after;
    synchronized (this) {
      before = find(experiment);
      change.accept(entries.computeIfAbsent(experiment, id -> new Entry()));
      after = find(experiment);
    }
    if (!after.equals(before)) {
      after.ifPresent(summary -> watchers.forEach(watcher -> watcher.accept(summary)));
    }
  }

  /** One experiment; guarded by the view's lock. */
  private static final class Entry {
    private final TrainingCurve curve = new TrainingCurve();
    private ExperimentRequested request;
    private TrainingProgressed last;
    private ClassifierTrained trained;
    private RunResult result;

    boolean isKnown() {
      return request != null;
    }

    /** The first request counts, as it does for the trainers. */
    void requested(ExperimentRequested event) {
      request = request == null ? event : request;
    }

    void progressed(TrainingProgressed progressed) {
      if (last == null || !last.state().ended()) {
        last = progressed;
      }
      if (!progressed.state().ended()) {
        curve.add(
            progressed.progress().phase(), progressed.progress().done(), progressed.figures());
      }
    }

    void trained(ClassifierTrained event) {
      trained = event;
    }

    void ended(RunResult runResult) {
      result = runResult;
    }

    ExperimentSummary summary() {
      TrainingParameters parameters = request.parameters();
      return new ExperimentSummary(
          request.experiment(),
          state(),
          parameters.arm(),
          parameters.network(),
          parameters.seed(),
          request.dataset().sha256(),
          request.initial() == null ? null : request.initial().sha256(),
          last == null ? null : last.progress(),
          last == null ? Map.of() : last.figures(),
          trained != null ? Integer.valueOf(trained.oods()) : null,
          metrics(),
          message(),
          request.requestedBy(),
          request.requestedAt(),
          updatedAt());
    }

    /** Null until it is trained. */
    ModelRef model() {
      if (trained != null) {
        return trained.model();
      }
      return result == null ? null : result.model();
    }

    private String state() {
      if (trained != null) {
        return RunState.SUCCEEDED.name();
      }
      if (result != null) {
        return result.state().name();
      }
      return last == null ? ExperimentSummary.QUEUED : last.state().name();
    }

    private Map<String, Double> metrics() {
      if (trained != null) {
        return trained.metrics();
      }
      return result == null ? Map.of() : result.metrics();
    }

    private String message() {
      if (result != null) {
        return result.message();
      }
      return last == null ? "" : last.message();
    }

    private Instant updatedAt() {
      Instant at = request.requestedAt();
      at = last != null && last.at().isAfter(at) ? last.at() : at;
      at = result != null && result.endedAt().isAfter(at) ? result.endedAt() : at;
      return trained != null && trained.trainedAt().isAfter(at) ? trained.trainedAt() : at;
    }
  }
}

package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.Event;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.TrainingProgressed;
import io.wood.contracts.parameter.TrainingParameters;
import io.wood.trainer.store.RunRecords.Outcome;
import io.wood.trainer.store.RunRecords.Point;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What all trainers have said about all experiments, folded from three topics that follow no common
 * order. It can be thrown away and read again from the logs.
 */
public final class ExperimentView {
  private final Map<String, Entry> entries = new TreeMap<>();
  private final List<Consumer<ExperimentSummary>> watchers = new CopyOnWriteArrayList<>();

  public void on(Event event) {
    if (event instanceof ExperimentRequested request) {
      change(request.experiment(), entry -> entry.requested(request));
    } else if (event instanceof TrainingProgressed progressed) {
      change(progressed.experiment(), entry -> entry.progressed(progressed));
    } else if (event instanceof ClassifierTrained trained) {
      change(trained.experiment(), entry -> entry.trained(trained));
    }
  }

  /** The end of a run, for when its progress has left the log. */
  public void on(Outcome outcome) {
    change(outcome.experiment(), entry -> entry.ended(outcome));
  }

  /** Newest request first. */
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

  public synchronized Optional<ExperimentSummary> find(String experiment) {
    return entry(experiment).map(Entry::summary);
  }

  public synchronized Optional<ExperimentRequested> request(String experiment) {
    return entry(experiment).map(entry -> entry.request);
  }

  public synchronized List<Point> curve(String experiment) {
    return entry(experiment).map(entry -> entry.curve.points()).orElse(List.of());
  }

  /** Tells a watcher every change from now on, until the returned action is run. */
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

  /** Guarded by the view. */
  private static final class Entry {
    private final TrainingCurve curve = new TrainingCurve();
    private ExperimentRequested request;
    private TrainingProgressed last;
    private ClassifierTrained trained;
    private Outcome outcome;

    boolean isKnown() {
      return request != null;
    }

    /** The first request stands, as it does for the trainers. */
    void requested(ExperimentRequested asked) {
      request = request == null ? asked : request;
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

    void ended(Outcome end) {
      outcome = end;
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

    private String state() {
      if (trained != null) {
        return RunState.SUCCEEDED.name();
      }
      if (outcome != null) {
        return outcome.state().name();
      }
      return last == null ? "QUEUED" : last.state().name();
    }

    private Map<String, Double> metrics() {
      if (trained != null) {
        return trained.metrics();
      }
      return outcome == null ? Map.of() : outcome.metrics();
    }

    private String message() {
      if (outcome != null) {
        return outcome.message();
      }
      return last == null ? "" : last.message();
    }

    private Instant updatedAt() {
      Instant at = request.requestedAt();
      at = last != null && last.at().isAfter(at) ? last.at() : at;
      at = outcome != null && outcome.endedAt().isAfter(at) ? outcome.endedAt() : at;
      return trained != null && trained.trainedAt().isAfter(at) ? trained.trainedAt() : at;
    }
  }
}

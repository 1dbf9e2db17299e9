package io.wood.trainer.sweep;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepDetail.Point;
import io.wood.contracts.api.trainer.SweepDetail.Run;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import io.wood.contracts.api.trainer.SweepSummary;
import io.wood.contracts.event.ClassifierTrained;
import io.wood.contracts.event.RunState;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.RefinementLinks;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.experiment.Spreads;
import io.wood.trainer.store.StoredSweep;
import io.wood.trainer.store.StoredSweep.PlannedRun;
import io.wood.trainer.store.SweepFiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Shows sweeps: their plans, and what has become of their experiments. */
public final class ShowSweep {
  static final String NOT_REQUESTED = "NOT_REQUESTED";
  static final String REFINING = "REFINING";

  /** Best first: of several experiments that train the same, the first counts. */
  private static final List<String> STATES =
      List.of(
          RunState.SUCCEEDED.name(),
          RunState.RUNNING.name(),
          ExperimentSummary.QUEUED,
          RunState.FAILED.name(),
          RunState.CANCELLED.name());

  private static final Set<String> OPEN =
      Set.of(RunState.RUNNING.name(), ExperimentSummary.QUEUED, REFINING);
  private static final Set<String> ENDED_WITHOUT_MASKS =
      Set.of(RunState.FAILED.name(), RunState.CANCELLED.name());
  private static final List<String> STAGES = List.of("segmentation", "mask", "seed");

  private final SweepFiles sweeps;
  private final ShowExperiment experiments;
  private final ExperimentView view;
  private final RefinementLinks refinements;
  private final Clock clock;

  public ShowSweep(
      SweepFiles sweeps,
      ShowExperiment experiments,
      ExperimentView view,
      RefinementLinks refinements,
      Clock clock) {
    this.sweeps = Objects.requireNonNull(sweeps, "sweeps");
    this.experiments = Objects.requireNonNull(experiments, "experiments");
    this.view = Objects.requireNonNull(view, "view");
    this.refinements = Objects.requireNonNull(refinements, "refinements");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** All sweeps, newest first. */
  public List<SweepSummary> list() {
    experiments.refresh();
    return sweeps.list().stream()
        .map(sweep -> summary(sweep, runs(sweep)))
        .sorted(
            Comparator.comparing(SweepSummary::requestedAt)
                .reversed()
                .thenComparing(SweepSummary::sweep))
        .toList();
  }

  /** One sweep in full. */
  public SweepDetail show(String sweep) {
    experiments.refresh();
    return detail(sweeps.find(sweep).orElseThrow(() -> RequestSweep.unknown(sweep)));
  }

  /** A sweep in full that need not be stored. */
  public SweepDetail detail(StoredSweep sweep) {
    List<Run> runs = runs(sweep);
    List<Point> points = points(runs);
    List<String> plotted = plotted(points);
    List<SweepDetail.Stop> stops =
        plotted.isEmpty() ? List.of() : SuggestStop.of(sweep.order(), runs, plotted.get(0));
    return new SweepDetail(summary(sweep, runs), sweep.order(), runs, points, plotted, stops);
  }

  static boolean isOpen(Run run) {
    return OPEN.contains(run.state());
  }

  List<Run> runs(StoredSweep sweep) {
    return sweep.runs().stream().map(this::run).toList();
  }

  private Run run(PlannedRun planned) {
    Optional<ExperimentSummary> experiment =
        Stream.concat(
                view.find(planned.request().experiment()).stream(),
                view.equalTo(planned.request()).stream())
            .min(
                Comparator.<ExperimentSummary>comparingInt(one -> STATES.indexOf(one.state()))
                    .thenComparing(ExperimentSummary::requestedAt, Comparator.reverseOrder()));
    String id =
        experiment.map(ExperimentSummary::experiment).orElse(planned.request().experiment());
    Map<String, Double> metrics = new TreeMap<>();
    experiment.map(ExperimentSummary::metrics).ifPresent(metrics::putAll);
    if (planned.request().refinement() != null) {
      metrics.putAll(refinements.metrics(id));
    }
    String state = experiment.map(one -> state(planned, one)).orElse(NOT_REQUESTED);
    return new Run(
        planned.values(),
        planned.seed(),
        id,
        state,
        planned.oods(),
        metrics,
        experiment.map(one -> message(one, state)).orElse(""));
  }

  private String state(PlannedRun planned, ExperimentSummary experiment) {
    boolean trained = experiment.state().equals(RunState.SUCCEEDED.name());
    if (!trained || planned.request().refinement() == null) {
      return experiment.state();
    }
    RunState masks =
        refinements.state(experiment.experiment(), experiment.updatedAt(), clock.instant());
    return masks == RunState.RUNNING ? REFINING : masks.name();
  }

  /**
   * The experiment's own message, unless only its masks are missing, which resume does not make.
   */
  private static String message(ExperimentSummary experiment, String state) {
    boolean trained = experiment.state().equals(RunState.SUCCEEDED.name());
    return trained && ENDED_WITHOUT_MASKS.contains(state)
        ? "its masks %s; `./wood refine %s --retry-failed` makes them again"
            .formatted(
                state.equals(RunState.FAILED.name()) ? "failed" : "were cancelled",
                experiment.experiment())
        : experiment.message();
  }

  private static SweepSummary summary(StoredSweep sweep, List<Run> runs) {
    return new SweepSummary(
        sweep.sweep(),
        state(runs.stream().map(Run::state).toList()),
        sweep.order().axes().stream().map(Axis::name).toList(),
        runs.size(),
        (int) runs.stream().filter(ShowSweep::hasSucceeded).count(),
        (int) runs.stream().filter(ShowSweep::isOpen).count(),
        sweep.requestedBy(),
        sweep.requestedAt());
  }

  private static String state(List<String> runs) {
    if (runs.contains(NOT_REQUESTED)) {
      return SweepSummary.INCOMPLETE;
    }
    if (runs.stream().noneMatch(OPEN::contains)) {
      return Stream.of(RunState.FAILED, RunState.CANCELLED)
          .map(RunState::name)
          .filter(runs::contains)
          .findFirst()
          .orElse(RunState.SUCCEEDED.name());
    }
    return runs.stream().allMatch(ExperimentSummary.QUEUED::equals)
        ? ExperimentSummary.QUEUED
        : RunState.RUNNING.name();
  }

  private static boolean hasSucceeded(Run run) {
    return run.state().equals(RunState.SUCCEEDED.name());
  }

  private static List<Point> points(List<Run> runs) {
    Map<Map<String, String>, List<Run>> groups = new LinkedHashMap<>();
    runs.forEach(run -> groups.computeIfAbsent(run.values(), values -> new ArrayList<>()).add(run));
    return groups.entrySet().stream()
        .map(group -> point(group.getKey(), group.getValue()))
        .toList();
  }

  private static Point point(Map<String, String> values, List<Run> runs) {
    List<Run> done = runs.stream().filter(ShowSweep::hasSucceeded).toList();
    return new Point(
        values,
        runs.get(0).oods(),
        done.stream().map(Run::seed).toList(),
        Spreads.byName(done.stream().map(Run::metrics).toList()));
  }

  /** Masks, else CAMs, else the classifier: what any point has. */
  private static List<String> plotted(List<Point> points) {
    Set<String> known = new TreeSet<>();
    points.forEach(point -> known.addAll(point.metrics().keySet()));
    return Stream.concat(
            STAGES.stream()
                .map(
                    stage ->
                        Stream.of("mIoU", "precision", "recall")
                            .map(figure -> "validation." + stage + "." + figure)
                            .toList()),
            Stream.of(List.of(ClassifierTrained.PRECISION)))
        .filter(known::containsAll)
        .findFirst()
        .orElse(List.of());
  }
}

package io.wood.trainer.sweep;

import io.wood.contracts.api.trainer.ExperimentOrder;
import io.wood.contracts.api.trainer.ExperimentPreview;
import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepOrder.Axis;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.store.Hashes;
import io.wood.store.Json;
import io.wood.trainer.experiment.ExperimentView;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.experiment.RequestExperiment;
import io.wood.trainer.experiment.UnrunnableException;
import io.wood.trainer.store.StoredSweep;
import io.wood.trainer.store.StoredSweep.PlannedRun;
import io.wood.trainer.store.SweepFiles;
import io.wood.trainer.sweep.SweepExpansion.Combination;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Plans a sweep, stores the plan and requests its experiments. All orders are checked before the
 * first one is requested, and all of them use the same decisions. What is trained already, or
 * requested by another sweep, is shared.
 */
public final class RequestSweep {
  static final int MAX_RUNS = 500;

  private final RequestExperiment experiments;
  private final SweepFiles sweeps;
  private final ExperimentView view;
  private final Clock clock;

  public RequestSweep(
      RequestExperiment experiments, SweepFiles sweeps, ExperimentView view, Clock clock) {
    this.experiments = Objects.requireNonNull(experiments, "experiments");
    this.sweeps = Objects.requireNonNull(sweeps, "sweeps");
    this.view = Objects.requireNonNull(view, "view");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Accepts a sweep. The same order with the same decisions is the same sweep, and resumes it. */
  public StoredSweep request(SweepOrder order) {
    StoredSweep sweep = sweeps.register(plan(order));
    requestMissing(sweep, order.requestedBy());
    return sweep;
  }

  /** Requests the trainings that failed, were cancelled or were never requested; makes no masks. */
  public StoredSweep resume(String id, String by) {
    StoredSweep sweep = sweeps.find(id).orElseThrow(() -> unknown(id));
    requestMissing(sweep, by);
    return sweep;
  }

  static RefusedException unknown(String sweep) {
    return new RefusedException(
        Kind.UNKNOWN, "no sweep '" + sweep + "'; GET /api/sweeps lists them");
  }

  /** True if the sweep has requested this, and not another sweep or a person. */
  static boolean isOwn(StoredSweep sweep, String requestedBy) {
    return requestedBy.startsWith(sweep.sweep() + " ");
  }

  private void requestMissing(StoredSweep sweep, String by) {
    for (PlannedRun run : sweep.runs()) {
      if (view.equalTo(run.request()).stream().noneMatch(RequestSweep::isOpenOrTrained)) {
        experiments
            .missing(run.request(), "%s (%s)".formatted(sweep.sweep(), by))
            .ifPresent(view::on);
      }
    }
  }

  private static boolean isOpenOrTrained(ExperimentSummary experiment) {
    return !Set.of(RunState.FAILED.name(), RunState.CANCELLED.name()).contains(experiment.state());
  }

  /**
   * Returns what an order would train; stores and requests nothing.
   *
   * @throws RefusedException when one of its experiments is wrong, naming it
   */
  public StoredSweep plan(SweepOrder order) {
    SweepExpansion expansion = new SweepExpansion(order);
    if (expansion.count() > MAX_RUNS) {
      throw new RefusedException(
          Kind.INVALID,
          "the sweep has %d experiments, and the limit is %d; give fewer values or seeds"
              .formatted(expansion.count(), MAX_RUNS));
    }
    List<PlannedRun> runs = new ArrayList<>();
    ExperimentRequested cut = null;
    for (Combination combination : expansion.combinations()) {
      ExperimentPreview preview = preview(combination, cut);
      requireOods(combination, preview.manifest().oods().size());
      cut = cut == null && preview.request().decisionLog() != null ? preview.request() : cut;
      runs.add(
          new PlannedRun(
              combination.values(),
              combination.seed(),
              preview.manifest().oods().size(),
              preview.request()));
    }
    order.axes().forEach(axis -> requireEffect(axis, runs));
    return new StoredSweep(id(runs), order, runs, order.requestedBy(), clock.instant());
  }

  private ExperimentPreview preview(Combination combination, ExperimentRequested cut) {
    try {
      return experiments.preview(
          cut == null ? combination.order() : withCut(combination.order(), cut));
    } catch (UnrunnableException e) {
      throw new RefusedException(Kind.INVALID, name(combination) + ": " + e.getMessage());
    } catch (RefusedException e) {
      throw new RefusedException(e.kind(), name(combination) + ": " + e.getMessage());
    }
  }

  private static String name(Combination combination) {
    return "the experiment of %s and seed %d".formatted(combination.values(), combination.seed());
  }

  /** The same order with the decisions of another; they stay out of an arm without OoDs. */
  private static ExperimentOrder withCut(ExperimentOrder order, ExperimentRequested cut) {
    boolean oods = order.arm() == null || order.arm().usesOods();
    return oods ? order.withDecisions(cut.decisionsUpTo(), cut.decisionLog()) : order;
  }

  private static void requireOods(Combination combination, int oods) {
    if (oods < combination.minOods()) {
      throw new RefusedException(
          Kind.INVALID,
          "axes.oods: %d OoDs, but only %d are approved and selected; leave it out, or give \"all\""
              .formatted(combination.minOods(), oods));
    }
  }

  /** Refuses values that make no difference, such as λ of an arm without a metric loss. */
  private static void requireEffect(Axis axis, List<PlannedRun> runs) {
    if (axis.values().size() < 2) {
      return;
    }
    Map<Map<String, String>, ExperimentRequested> others = new HashMap<>();
    for (PlannedRun run : runs) {
      Map<String, String> other = new HashMap<>(run.values());
      other.put("", Long.toString(run.seed()));
      other.remove(axis.name());
      ExperimentRequested content = RequestExperiment.content(run.request());
      ExperimentRequested first = others.putIfAbsent(other, content);
      if (first != null && !first.equals(content)) {
        return;
      }
    }
    throw new RefusedException(
        Kind.INVALID,
        "axes.%s: its values %s make no difference to these experiments; leave the axis out"
            .formatted(axis.name(), axis.values()));
  }

  private static String id(List<PlannedRun> runs) {
    List<List<Object>> content =
        runs.stream()
            .map(
                run ->
                    List.<Object>of(
                        run.values(), run.seed(), RequestExperiment.content(run.request())))
            .toList();
    return "sweep-" + Hashes.sha256(Json.canonical(content)).substring(0, 8);
  }
}

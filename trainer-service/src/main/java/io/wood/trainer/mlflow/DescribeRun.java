package io.wood.trainer.mlflow;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.event.RefinementCompleted;
import io.wood.contracts.event.RunState;
import io.wood.trainer.experiment.CompareExperiments;
import io.wood.trainer.experiment.RefinementLinks;
import io.wood.trainer.experiment.RefusedException;
import io.wood.trainer.experiment.RefusedException.Kind;
import io.wood.trainer.experiment.ShowExperiment;
import io.wood.trainer.experiment.ShowExperiment.Detail;
import io.wood.trainer.mlflow.MlflowRun.Metric;
import io.wood.trainer.mlflow.MlflowRun.Status;
import io.wood.trainer.store.CurvePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Describes an experiment that has ended as a run of MLflow: its parameters, its figures and its
 * curves, the figures of its masks, and where weights, manifest, dataset and masks are.
 */
public final class DescribeRun {
  /** What every version of MLflow accepts. */
  private static final int MAX_VALUE = 500;

  private static final int MAX_NAME = 250;

  /** The folder of a run in the store, see {@code ObjectKeys.ofRun}. */
  private static final String ARTIFACTS = "s3://" + Buckets.EXPERIMENTS + "/runs/";

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\w. -]");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
  private static final Map<String, Status> STATES =
      Map.of(
          RunState.SUCCEEDED.name(), Status.FINISHED,
          RunState.FAILED.name(), Status.FAILED,
          RunState.CANCELLED.name(), Status.KILLED);

  private final ShowExperiment experiments;
  private final RefinementLinks refinements;

  public DescribeRun(ShowExperiment experiments, RefinementLinks refinements) {
    this.experiments = Objects.requireNonNull(experiments, "experiments");
    this.refinements = Objects.requireNonNull(refinements, "refinements");
  }

  /** The ids of all experiments that have ended, newest first. */
  List<String> ended() {
    return experiments.list().stream()
        .filter(summary -> STATES.containsKey(summary.state()))
        .map(summary -> summary.experiment())
        .toList();
  }

  /**
   * What changes when the run of an ended experiment does: its refinements, each with the hash of
   * its results. One that is retried is completed again under the same id.
   */
  List<String> refined(String experiment) {
    return refinements.of(experiment).stream()
        .flatMap(id -> refinements.completed(id).stream())
        .map(completed -> completed.refinement() + "@" + completed.results().sha256())
        .toList();
  }

  /** False while a run that has announced its end has not stored its result. */
  boolean isStored(String experiment) {
    return experiments.isStored(experiment);
  }

  /**
   * Describes a run.
   *
   * @throws RefusedException when the experiment is unknown or has not ended
   */
  MlflowRun of(String experiment) {
    Detail detail = experiments.show(experiment);
    Status status = STATES.get(detail.summary().state());
    if (status == null) {
      throw new RefusedException(
          Kind.CONFLICT,
          "experiment '%s' is %s; wait for its end, or leave it out"
              .formatted(experiment, detail.summary().state()));
    }
    long endedAt = detail.summary().updatedAt().toEpochMilli();
    Map<String, String> params = new TreeMap<>();
    CompareExperiments.parameters(detail)
        .forEach((name, value) -> params.put(name(name), value(value)));
    params.put("oods", Integer.toString(CompareExperiments.oods(detail).size()));
    return new MlflowRun(
        experiment,
        detail.summary().requestedBy(),
        status,
        detail.summary().requestedAt().toEpochMilli(),
        endedAt,
        ARTIFACTS + experiment,
        params,
        metrics(detail, endedAt),
        tags(detail));
  }

  private List<Metric> metrics(Detail detail, long at) {
    List<Metric> metrics = new ArrayList<>();
    for (CurvePoint point : detail.curve()) {
      add(metrics, name(point.phase()) + "/", point.figures(), at, point.done());
    }
    add(metrics, "", detail.summary().metrics(), at, 0);
    for (String refinement : refinements.of(detail.summary().experiment())) {
      // Of several values of a step, MLflow shows the latest.
      long completedAt =
          refinements.completed(refinement).map(c -> c.completedAt().toEpochMilli()).orElse(at);
      add(
          metrics,
          prefix(detail, refinement) + "/",
          refinements.metrics(refinement),
          completedAt,
          0);
    }
    return metrics;
  }

  /** Of several refinements the one of the experiment's name has the short prefix. */
  private static String prefix(Detail detail, String refinement) {
    return refinement.equals(detail.summary().experiment()) ? "masks" : "masks " + refinement;
  }

  private static void add(
      List<Metric> metrics, String prefix, Map<String, Double> figures, long at, long step) {
    new TreeMap<>(figures)
        .forEach(
            (name, value) -> {
              // JSON has no other numbers.
              if (Double.isFinite(value)) {
                metrics.add(new Metric(shortened(prefix + name(name)), value, at, step));
              }
            });
  }

  private Map<String, String> tags(Detail detail) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("mlflow.runName", detail.summary().experiment());
    tags.put("mlflow.user", value(detail.summary().requestedBy()));
    tags.put("mlflow.source.type", "LOCAL");
    tags.put("mlflow.source.name", "wood");
    tags.put(MlflowServer.EXPERIMENT_TAG, detail.summary().experiment());
    link(tags, "wood.dataset", detail.request().dataset());
    link(tags, "wood.initial", detail.request().initial());
    link(tags, "wood.manifest", detail.manifestRef());
    link(tags, "wood.weights", detail.model() == null ? null : detail.model().weights());
    if (detail.manifest() != null && COMMIT.matcher(detail.manifest().codeVersion()).matches()) {
      tags.put("mlflow.source.git.commit", detail.manifest().codeVersion());
    }
    if (!detail.summary().message().isEmpty()) {
      tags.put("mlflow.note.content", value(detail.summary().message()));
    }
    for (String refinement : refinements.of(detail.summary().experiment())) {
      refinements
          .completed(refinement)
          .ifPresent(completed -> masks(tags, prefix(detail, refinement), completed));
    }
    return tags;
  }

  private static void masks(Map<String, String> tags, String prefix, RefinementCompleted masks) {
    link(tags, "wood." + prefix, masks.results());
    link(tags, "wood." + prefix + ".report", masks.report());
  }

  private static void link(Map<String, String> tags, String name, ArtifactRef ref) {
    if (ref != null) {
      tags.put(name, "s3://%s/%s".formatted(ref.bucket(), ref.key()));
    }
  }

  private static String name(String name) {
    return shortened(NOT_IN_NAMES.matcher(name).replaceAll("_"));
  }

  private static String shortened(String name) {
    return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
  }

  private static String value(String value) {
    return value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE - 1) + "…" : value;
  }
}

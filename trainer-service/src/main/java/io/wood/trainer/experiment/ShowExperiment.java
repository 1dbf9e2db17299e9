package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.artifact.QualityReport;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.contracts.event.RunState;
import io.wood.trainer.store.CurvePoint;
import io.wood.trainer.store.FrozenManifest;
import io.wood.trainer.store.KeptCheckpoint;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunResult;
import io.wood.trainer.store.SkippedImage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Shows experiments: from the view while they run, from the store after they ended. */
public final class ShowExperiment {
  /** Progress events expire after a week; older experiments are looked up in the store. */
  private static final Duration FRESH = Duration.ofDays(6);

  private final ExperimentView view;
  private final RunFiles files;
  private final Clock clock;

  /**
   * Details of one experiment.
   *
   * @param model its weights, null until trained
   * @param manifestRef reference of its manifest, null until it has started
   * @param manifest all that determines its weights, null until it has started
   * @param kept the last good checkpoint of a failed run, from which another can start; or null
   * @param curve figures over the steps of each phase
   * @param skipped images that could not be decoded
   * @param quality how the quality of labelled images and OoDs differs; null until it is compared,
   *     and where it is not
   */
  public record Detail(
      ExperimentSummary summary,
      ExperimentRequested request,
      ModelRef model,
      ArtifactRef manifestRef,
      ExperimentManifest manifest,
      KeptCheckpoint kept,
      List<CurvePoint> curve,
      List<SkippedImage> skipped,
      QualityReport quality) {}

  public ShowExperiment(ExperimentView view, RunFiles files, Clock clock) {
    this.view = Objects.requireNonNull(view, "view");
    this.files = Objects.requireNonNull(files, "files");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  public List<ExperimentSummary> list() {
    refresh();
    return view.list();
  }

  /** Experiments that no trainer has started. */
  public long queued() {
    refresh();
    return view.queued();
  }

  /** Adds the results of runs whose progress events may have expired to the view. */
  public void refresh() {
    view.list().stream()
        .filter(summary -> isOpen(summary.state()))
        .filter(summary -> summary.updatedAt().isBefore(clock.instant().minus(FRESH)))
        .forEach(summary -> files.result(summary.experiment()).ifPresent(view::on));
  }

  /** True if the result of an experiment is stored. */
  public boolean isStored(String experiment) {
    return files.result(experiment).isPresent();
  }

  public Detail show(String experiment) {
    ExperimentRequested request =
        view.request(experiment).orElseThrow(() -> RefusedException.unknown(experiment));
    Optional<RunResult> result = files.result(experiment);
    result.ifPresent(view::on);
    Optional<FrozenManifest> frozen = files.frozen(experiment);
    return new Detail(
        view.find(experiment).orElseThrow(() -> RefusedException.unknown(experiment)),
        request,
        files.model(experiment).orElse(null),
        frozen.map(FrozenManifest::ref).orElse(null),
        frozen.map(run -> run.manifest().named(experiment)).orElse(null),
        result.map(RunResult::kept).orElse(null),
        result
            .map(RunResult::curve)
            .filter(curve -> !curve.isEmpty())
            .orElseGet(() -> view.curve(experiment)),
        result.map(RunResult::skipped).orElse(List.of()),
        files.quality(experiment).orElse(null));
  }

  private static boolean isOpen(String state) {
    return state.equals(ExperimentSummary.QUEUED) || state.equals(RunState.RUNNING.name());
  }
}

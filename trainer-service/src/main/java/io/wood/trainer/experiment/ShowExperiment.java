package io.wood.trainer.experiment;

import io.wood.contracts.api.trainer.ExperimentSummary;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.ExperimentRequested;
import io.wood.trainer.store.RunFiles;
import io.wood.trainer.store.RunRecords.Frozen;
import io.wood.trainer.store.RunRecords.Kept;
import io.wood.trainer.store.RunRecords.Outcome;
import io.wood.trainer.store.RunRecords.Point;
import io.wood.trainer.store.RunRecords.Skipped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Everything about one experiment: from the view while it runs, from the store once it ended. */
public final class ShowExperiment {
  /** Progress events are kept for a week; what is older is looked up in the store. */
  private static final Duration FRESH = Duration.ofDays(6);

  private final ExperimentView view;
  private final RunFiles files;
  private final Clock clock;

  /**
   * One experiment.
   *
   * @param model its weights, null until trained
   * @param manifestRef where its manifest lies, null until it has begun
   * @param manifest what decides its weights, null likewise
   * @param kept the last good checkpoint of a run that failed, to start another from; or null
   * @param curve figures over the steps of each phase
   * @param skipped images that could not be decoded
   */
  public record Detail(
      ExperimentSummary summary,
      ExperimentRequested request,
      ModelRef model,
      ArtifactRef manifestRef,
      ExperimentManifest manifest,
      Kept kept,
      List<Point> curve,
      List<Skipped> skipped) {}

  public ShowExperiment(ExperimentView view, RunFiles files, Clock clock) {
    this.view = Objects.requireNonNull(view, "view");
    this.files = Objects.requireNonNull(files, "files");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  public List<ExperimentSummary> list() {
    view.list().stream()
        .filter(summary -> summary.state().equals("QUEUED") || summary.state().equals("RUNNING"))
        .filter(summary -> summary.updatedAt().isBefore(clock.instant().minus(FRESH)))
        .forEach(summary -> files.outcome(summary.experiment()).ifPresent(view::on));
    return view.list();
  }

  public Detail show(String experiment) {
    ExperimentRequested request =
        view.request(experiment).orElseThrow(() -> RefusedException.unknown(experiment));
    Optional<Outcome> outcome = files.outcome(experiment);
    outcome.ifPresent(view::on);
    Optional<Frozen> frozen = files.frozen(experiment);
    return new Detail(
        view.find(experiment).orElseThrow(() -> RefusedException.unknown(experiment)),
        request,
        outcome.map(Outcome::model).orElse(null),
        frozen.map(Frozen::ref).orElse(null),
        frozen.map(Frozen::manifest).orElse(null),
        outcome.map(Outcome::kept).orElse(null),
        outcome
            .map(Outcome::curve)
            .filter(curve -> !curve.isEmpty())
            .orElseGet(() -> view.curve(experiment)),
        outcome.map(Outcome::skipped).orElse(List.of()));
  }
}

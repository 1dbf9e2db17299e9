package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RunState;
import io.wood.contracts.event.StepProgress;
import io.wood.contracts.event.TrainingProgressed;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result of a run. Once it is in the store, the run has ended for good.
 *
 * @param experiment its id
 * @param state how it ended
 * @param model the weights, null unless it succeeded
 * @param manifest reference of its manifest, null if it failed before
 * @param oods number of hard OoDs used
 * @param metrics image-level figures
 * @param message why it failed and how to fix it, or remarks; may be empty
 * @param kept the last good checkpoint of a failed run, null if there is none
 * @param skipped images that could not be decoded
 * @param curve figures over the steps
 * @param progress where it ended; null in results of earlier versions
 * @param endedAt time of the end
 */
public record RunResult(
    String experiment,
    RunState state,
    ModelRef model,
    ArtifactRef manifest,
    int oods,
    Map<String, Double> metrics,
    String message,
    KeptCheckpoint kept,
    List<SkippedImage> skipped,
    List<CurvePoint> curve,
    StepProgress progress,
    Instant endedAt) {
  public RunResult {
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    message = message == null ? "" : message;
    skipped = skipped == null ? List.of() : List.copyOf(skipped);
    curve = curve == null ? List.of() : List.copyOf(curve);
  }

  /** The last progress event of the run. */
  public TrainingProgressed lastEvent() {
    return new TrainingProgressed(experiment, state, progress, metrics, message, endedAt);
  }
}

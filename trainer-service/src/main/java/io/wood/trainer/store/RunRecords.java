package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.artifact.ModelRef;
import io.wood.contracts.event.RunState;
import io.wood.store.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a run leaves in the store, beside its request: the records behind {@link RunFiles}. */
public final class RunRecords {
  private RunRecords() {}

  /** An image that could not be decoded. */
  public record Skipped(String image, String reason) {}

  /** One point of the curves: the figures after {@code done} units of a phase. */
  public record Point(String phase, long done, Map<String, Double> figures) {
    public Point {
      figures = Map.copyOf(figures);
    }
  }

  /** The manifest that froze a run, and where it lies. */
  public record Frozen(ExperimentManifest manifest, ArtifactRef ref) {}

  /** A frozen run and the right to work on it. */
  public record Claimed(Frozen frozen, Lease lease) {}

  /** How often a run was begun since it last got further. */
  public record Attempts(long step, int starts) {
    static final Attempts NONE = new Attempts(0, 0);

    /** One more start, from this step; getting further than before forgets the earlier starts. */
    public Attempts startingAt(long from) {
      return new Attempts(from, from > step ? 1 : starts + 1);
    }
  }

  /**
   * Where the last checkpoint lies.
   *
   * @param step optimiser steps done
   * @param manifest SHA-256 of the manifest that it belongs to
   * @param bytes what the method resumes from
   * @param curve the figures up to then
   */
  public record CheckpointAt(long step, String manifest, ArtifactRef bytes, List<Point> curve) {
    public CheckpointAt {
      curve = curve == null ? List.of() : List.copyOf(curve);
    }
  }

  /**
   * What is left of a run that failed: its last good checkpoint, from which another experiment can
   * start.
   *
   * @param step optimiser steps done
   * @param bytes to be named as {@code initial}
   */
  public record Kept(long step, ArtifactRef bytes) {}

  /**
   * The end of a run. Once this stands in the store the run is over, whatever else happens.
   *
   * @param experiment its id
   * @param state how it ended
   * @param model the weights, null unless it succeeded
   * @param manifest what it was trained from, null when it never got so far
   * @param oods how many hard OoDs took part
   * @param metrics image-level figures
   * @param message why it failed and what to do, what else there is to say, or empty
   * @param kept the last good checkpoint of a run that failed, null when there is none
   * @param skipped images that could not be decoded
   * @param curve figures over the steps
   * @param endedAt when
   */
  public record Outcome(
      String experiment,
      RunState state,
      ModelRef model,
      ArtifactRef manifest,
      int oods,
      Map<String, Double> metrics,
      String message,
      Kept kept,
      List<Skipped> skipped,
      List<Point> curve,
      Instant endedAt) {
    public Outcome {
      metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
      message = message == null ? "" : message;
      skipped = skipped == null ? List.of() : List.copyOf(skipped);
      curve = curve == null ? List.of() : List.copyOf(curve);
    }
  }
}

package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;
import java.util.List;

/**
 * Points to the last checkpoint of a run.
 *
 * @param step optimiser steps done
 * @param manifest SHA-256 of its manifest
 * @param bytes the checkpoint that the method resumes from
 * @param curve figures up to this step
 */
public record StoredCheckpoint(
    long step, String manifest, ArtifactRef bytes, List<CurvePoint> curve) {
  public StoredCheckpoint {
    curve = curve == null ? List.of() : List.copyOf(curve);
  }
}

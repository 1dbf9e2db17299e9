package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;

/** The manifest of a frozen run, and its reference in the store. */
public record FrozenManifest(ExperimentManifest manifest, ArtifactRef ref) {}

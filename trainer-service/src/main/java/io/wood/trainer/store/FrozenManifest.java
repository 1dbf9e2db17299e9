package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;

/**
 * The manifest of a frozen run, and its reference in the store.
 *
 * @param experiment id of the run
 * @param manifest the manifest
 * @param ref its reference
 */
public record FrozenManifest(String experiment, ExperimentManifest manifest, ArtifactRef ref) {}

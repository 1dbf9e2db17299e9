package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.parameter.RefinementParameters;

/**
 * A manifest as a file that can be kept, edited and handed in as an order.
 *
 * @param experiment id of the experiment it was exported from; not part of the order
 * @param sha256 hash of the manifest; null in an edited file
 * @param manifest all that determines the weights
 * @param initial location of the weights it starts from; null for random ones
 * @param refinement settings of a refinement of the result; null for none
 */
public record ManifestFile(
    String experiment,
    String sha256,
    ExperimentManifest manifest,
    ArtifactRef initial,
    RefinementParameters refinement) {}

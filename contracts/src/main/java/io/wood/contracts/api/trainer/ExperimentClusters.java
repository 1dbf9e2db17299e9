package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ClusterMap;
import io.wood.contracts.artifact.ClusterUse;
import io.wood.contracts.parameter.Arm;

/**
 * The groups of OoDs of one experiment.
 *
 * @param experiment its id
 * @param arm its arm
 * @param tau share of the groups that an image is pushed away from
 * @param map groups, neighbours and map
 * @param use how often the loss selected each group; null before the training has ended
 */
public record ExperimentClusters(
    String experiment, Arm arm, double tau, ClusterMap map, ClusterUse use) {}

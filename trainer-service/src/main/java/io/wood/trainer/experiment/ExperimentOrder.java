package io.wood.trainer.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.parameter.Arm;
import java.util.Map;

/**
 * What a person writes to have a classifier trained; whatever is left out has a default.
 *
 * @param experiment id; without one it is made from the rest
 * @param dataset manifest of the labelled images
 * @param datasetName or the name that an import gave it; default: the dataset of {@code
 *     initialExperiment}
 * @param initial weights to start from
 * @param initialExperiment or the experiment whose weights to start from
 * @param arm how to train; default WOOD
 * @param seed of everything random; default 0
 * @param parameters those knobs of the training that differ from the arm's defaults
 * @param decisionsUpTo per partition of the decision topic the first offset not to use; default all
 * @param refinement those knobs of the refinement that differ from the paper's; default none at
 *     all, {@code {}} refines as in the paper
 * @param requestedBy who
 */
public record ExperimentOrder(
    String experiment,
    ArtifactRef dataset,
    String datasetName,
    ArtifactRef initial,
    String initialExperiment,
    Arm arm,
    Long seed,
    JsonNode parameters,
    Map<Integer, Long> decisionsUpTo,
    JsonNode refinement,
    String requestedBy) {}

package io.wood.trainer.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.parameter.Arm;
import java.util.Map;

/**
 * A user's order to train a classifier; every omitted field has a default.
 *
 * @param experiment id; default: derived from the other fields
 * @param dataset manifest of the labelled images
 * @param datasetName or its name in the catalog; default: the dataset of {@code initialExperiment}
 * @param initial weights to start from
 * @param initialExperiment or the experiment whose weights to start from
 * @param arm arm of the loss; default WOOD
 * @param seed random seed; default 0
 * @param parameters training parameters that differ from the arm's defaults
 * @param decisionsUpTo first offset not to use, per partition of the decision topic; default: use
 *     all
 * @param refinement refinement parameters that differ from the paper's; default: no refinement,
 *     {@code {}} refines as in the paper
 * @param requestedBy name of the user; default {@code api}
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

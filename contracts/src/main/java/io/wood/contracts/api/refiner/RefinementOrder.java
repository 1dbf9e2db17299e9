package io.wood.contracts.api.refiner;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.parameter.RefinementParameters;

/**
 * Requests masks, with either an experiment's classifier or the segmentation network of an earlier
 * refinement.
 *
 * @param refinement id; the experiment's id by default
 * @param experiment experiment whose classifier makes the masks
 * @param predictor refinement whose segmentation network predicts the dataset, instead of {@code
 *     experiment}; this makes no pseudo-masks and needs no labels
 * @param dataset name of an imported dataset; default: the dataset that the model was trained on
 * @param parameters all parameters; default: {@link RefinementParameters#USUAL}, or those of the
 *     predictor
 * @param trunk weights in the bucket of models, for the trunks that the parameters want of origin
 *     {@code FILE}; null for none
 * @param requestedBy who requests it
 */
public record RefinementOrder(
    String refinement,
    String experiment,
    String predictor,
    String dataset,
    RefinementParameters parameters,
    ArtifactRef trunk,
    String requestedBy) {}

package io.wood.refiner.stage;

/**
 * The collaborators of every stage.
 *
 * @param fetch fetches images of the dataset
 * @param networks loaded networks
 * @param outputs stored outputs of the stages
 */
public record StageContext(FetchImage fetch, StageNetworks networks, StageOutputs outputs) {}

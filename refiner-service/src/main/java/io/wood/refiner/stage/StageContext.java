package io.wood.refiner.stage;

/**
 * What every piece of per-image work needs.
 *
 * @param fetch images of the dataset
 * @param networks loaded networks
 * @param outputs what stages have made
 */
public record StageContext(FetchImage fetch, StageNetworks networks, StageOutputs outputs) {}

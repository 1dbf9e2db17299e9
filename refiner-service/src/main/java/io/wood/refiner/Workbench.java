package io.wood.refiner;

/**
 * What every piece of per-image work needs.
 *
 * @param fetch images of the dataset
 * @param networks loaded networks
 * @param outputs what stages have made
 */
record Workbench(FetchImage fetch, Networks networks, StageOutputs outputs) {}

package io.wood.trainer.store;

/**
 * The first experiment that trained a manifest.
 *
 * @param experiment its id
 * @param weights SHA-256 of its weights
 */
public record TrainedManifest(String experiment, String weights) {}

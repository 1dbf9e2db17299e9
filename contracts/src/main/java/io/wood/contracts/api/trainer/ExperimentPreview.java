package io.wood.contracts.api.trainer;

import io.wood.contracts.artifact.ExperimentManifest;
import io.wood.contracts.event.ExperimentRequested;

/**
 * What an order would train, without training it.
 *
 * @param request the request that the order makes
 * @param manifestSha256 hash of the manifest
 * @param manifest all that would determine the weights
 * @param trained experiment that has trained the same manifest already; null when there is none
 */
public record ExperimentPreview(
    ExperimentRequested request,
    String manifestSha256,
    ExperimentManifest manifest,
    String trained) {}

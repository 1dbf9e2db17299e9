package io.wood.trainer.store;

import io.wood.contracts.artifact.ArtifactRef;

/**
 * The last good checkpoint of a failed run, from which another experiment can start.
 *
 * @param step optimiser steps done
 * @param bytes the checkpoint, for {@code initial} of another experiment
 */
public record KeptCheckpoint(long step, ArtifactRef bytes) {}

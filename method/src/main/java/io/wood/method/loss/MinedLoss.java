package io.wood.method.loss;

import ai.djl.ndarray.NDArray;

/**
 * The loss of mined background.
 *
 * @param loss before its weight ω, a scalar
 * @param share of the positions, counted for each labelled class, that are mined, a scalar
 */
record MinedLoss(NDArray loss, NDArray share) {}

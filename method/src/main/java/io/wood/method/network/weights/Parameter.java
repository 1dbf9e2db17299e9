package io.wood.method.network.weights;

import ai.djl.ndarray.NDArray;

/**
 * A trainable array of a network; it belongs to the network.
 *
 * @param name as in the weights file
 * @param value changed in place by an optimiser
 * @param isClassifier true for the classifier's weight, which has a learning rate of its own
 */
public record Parameter(String name, NDArray value, boolean isClassifier) {}

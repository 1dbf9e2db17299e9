package io.wood.method.network;

import io.wood.method.network.layer.Layer;

/**
 * Describes one of the five parts of a trunk.
 *
 * @param body its layers
 * @param channels of its output
 * @param stride input pixels of the network per cell of its output
 */
record TrunkStage(Layer body, int channels, int stride) {}

package io.wood.method.network;

/**
 * A part of a trunk.
 *
 * @param body its layers
 * @param channels of its output
 * @param stride input pixels of the network per cell of its output
 */
record TrunkStage(Layer body, int channels, int stride) {}

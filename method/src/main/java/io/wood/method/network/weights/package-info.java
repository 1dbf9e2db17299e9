/**
 * The parameters of a network: their declaration, random start, owner, and files in safetensors or
 * PyTorch format.
 *
 * <p>{@link io.wood.method.network.weights.ParameterStore} is the only owner of weights, for trunks
 * and heads alike. A file that does not fit is refused with the names of the keys. Nothing here
 * computes with the parameters or knows a network.
 */
package io.wood.method.network.weights;

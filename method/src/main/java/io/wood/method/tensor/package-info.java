/**
 * Helpers around the tensor engine: devices, gradients, lifetimes, exact resizing, mirroring, npz
 * files. Nothing here knows a network or a loss.
 *
 * <p>Two rules hold for everything built on it.
 *
 * <ul>
 *   <li><b>Lifetimes.</b> The result of an operation belongs to the manager of its first operand,
 *       so {@code parameter.mul(x)} would live as long as the parameter. Work runs inside {@link
 *       io.wood.method.tensor.TensorScopes#keep}, which closes everything but its result.
 *   <li><b>Constants under gradients.</b> An array made from Java memory ({@code create(float[])},
 *       and with it {@code mul(Number)} and {@code div(Number)}) borrows that memory: when it is
 *       closed before the backward pass, the garbage collector may free what the gradient still
 *       reads. A constant factor inside a differentiated expression is {@link
 *       io.wood.method.tensor.EngineConstants#scalar}, a constant array {@link
 *       io.wood.method.tensor.EngineConstants#of}.
 * </ul>
 */
package io.wood.method.tensor;

/**
 * Inter-pixel relations (IRN): edges between classes, learnt from labels that the CAMs themselves
 * gave. {@link io.wood.method.irn.IrnTraining} trains the heads of {@link
 * io.wood.method.irn.IrnNetwork} on a classifier's frozen trunk with {@link
 * io.wood.method.irn.IrnLoss}; {@link io.wood.method.irn.IrnInference} gives the edges that the
 * random walk stops at. No pixel ground truth, no files, no clock.
 */
package io.wood.method.irn;

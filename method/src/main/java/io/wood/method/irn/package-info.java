/**
 * Inter-pixel relations (IRN): edges between classes, learned from labels that are made from the
 * CAMs.
 *
 * <p>{@link io.wood.method.irn.IrnLabels} makes the labels; {@link io.wood.method.irn.IrnTraining}
 * trains the heads of {@link io.wood.method.irn.IrnNetwork} on a classifier's frozen trunk with
 * {@link io.wood.method.irn.IrnLoss}; {@link io.wood.method.irn.IrnInference} computes the edges
 * that stop the random walk. No pixel ground truth, no files, no clock.
 */
package io.wood.method.irn;

/**
 * Fully connected conditional random fields in plain Java: {@link
 * io.wood.method.crf.PermutohedralLattice} filters with high-dimensional Gaussians, {@link
 * io.wood.method.crf.DenseCrf} cleans a label map by the colours of its image, {@link
 * io.wood.method.irn.IrnLabels} makes sure labels for inter-pixel relations out of class activation
 * maps. Safe to call from several threads at once; one call also uses several threads. No tensor
 * engine, no pixel ground truth.
 */
package io.wood.method.crf;

/**
 * Fully connected conditional random fields in plain Java: {@link
 * io.wood.method.crf.PermutohedralLattice} filters with high-dimensional Gaussians, {@link
 * io.wood.method.crf.DenseCrf} refines a label map by the colours of its image. Thread-safe; one
 * call also uses several threads. No tensor engine, no pixel ground truth.
 */
package io.wood.method.crf;

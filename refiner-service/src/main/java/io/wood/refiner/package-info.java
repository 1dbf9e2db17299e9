/**
 * The refiner: turns a trained classifier into masks.
 *
 * <p>Every replica processes images from {@code wood.refinement.tasks}; one replica per refinement
 * leads it under a lease.
 *
 * <p>This package holds wiring, configuration, handlers and the lifecycle. It may use all other
 * packages; none of them may use it. Formulas belong to {@code io.wood.method}.
 */
package io.wood.refiner;

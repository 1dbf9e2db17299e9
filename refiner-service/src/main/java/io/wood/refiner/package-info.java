/**
 * The refiner: from a trained classifier to masks. Handlers at the edge, one coordinator per
 * refinement ({@code RefinementRun}) that holds a lease, and the per-image stages that every
 * replica takes from {@code wood.refinement.tasks}. Formulas live in {@code io.wood.method}, never
 * here.
 */
package io.wood.refiner;

/**
 * Leads one refinement: distributes its stages, trains its networks, evaluates its masks.
 *
 * <p>May use {@code view}, {@code stage} and {@code report}. Only the holder of the refinement's
 * lease runs this code, and only {@code EvaluateMasks} may read a ground-truth mask.
 */
package io.wood.refiner.lead;

/**
 * Processes one image in one stage: CAM, mask or prediction.
 *
 * <p>Uses no other package of this service. A stage writes under the keys of its refinement, where
 * the first write of a key wins; and in {@code shared/} where its newest outputs are, by which it
 * copies those of other refinements. Never reads ground truth.
 */
package io.wood.refiner.stage;

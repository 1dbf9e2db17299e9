/**
 * Processes one image in one stage: CAM, mask or prediction.
 *
 * <p>Of this service's packages it uses only {@code engine}. A stage writes under the keys of its
 * refinement, where the first write of a key wins; and in {@code shared/} where its newest outputs
 * are, by which it copies those of other refinements. Never reads ground truth.
 */
package io.wood.refiner.stage;

/**
 * Processes one image in one stage: CAM, mask or prediction.
 *
 * <p>Uses no other package of this service. A stage reads and writes only under the keys of its
 * refinement; the first write of a key wins. Never reads ground truth.
 */
package io.wood.refiner.stage;

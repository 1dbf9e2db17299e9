/**
 * Class activation maps, plain and adversarial: where in an image a classifier finds its classes.
 *
 * <p>Input: networks and images. Output: planes of floats. No training, no masks.
 */
package io.wood.method.cam;

/**
 * Class activation maps, plain and adversarial: where a classifier sees its classes.
 *
 * <p>Networks come in, planes of floats go out; no training, no masks.
 */
package io.wood.method.cam;

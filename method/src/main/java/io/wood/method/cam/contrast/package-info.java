/**
 * Class activation maps that know backgrounds: positions that look more like those of OoDs than
 * like a class are damped, without training.
 *
 * <p>Input: a classifier, labelled images and OoDs. Output: centres in feature space, and a gate of
 * maps. No masks.
 */
package io.wood.method.cam.contrast;

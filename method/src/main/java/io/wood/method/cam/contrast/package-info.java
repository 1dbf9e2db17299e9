/**
 * What positions of classes and of OoDs look like in feature space, with which maps and regions of
 * classes are compared: maps are damped, without training, where they look more like OoDs than like
 * the class, and losses of arms use the same comparison.
 *
 * <p>Input: a classifier, labelled images and OoDs. Output: centres in feature space, a gate of
 * maps, and cosines of regions. No masks, no loss.
 */
package io.wood.method.cam.contrast;

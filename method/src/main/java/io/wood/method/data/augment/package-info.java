/**
 * The transforms between an image and the network's canvas: resizing, random placement, mirroring,
 * degradation, native sizes of OoDs, codecs, OoDs behind objects, windows without objects.
 *
 * <p>Every random choice is a function of the seed that a transform is given. Nothing here reads
 * files, chooses samples or uses the tensor engine.
 */
package io.wood.method.data.augment;

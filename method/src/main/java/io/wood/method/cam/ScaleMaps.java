package io.wood.method.cam;

import io.wood.method.tensor.ImagePlanes;

/**
 * The maps of an image at one scale, a plane a class, both flips added.
 *
 * @param maps in cells of the network
 * @param height rows of the scaled image, pixels
 * @param width columns of the scaled image, pixels
 */
public record ScaleMaps(ImagePlanes maps, int height, int width) {}

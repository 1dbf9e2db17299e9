package io.wood.method.irn;

import io.wood.method.tensor.ImagePlanes;

/**
 * Derivatives of the total loss by one image's outputs.
 *
 * @param edge by the edge logits
 * @param displacement by the displacements dy and dx; zero when they are not trained
 */
public record IrnGradient(ImagePlanes edge, ImagePlanes displacement) {}

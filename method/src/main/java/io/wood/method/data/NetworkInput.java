package io.wood.method.data;

import io.wood.method.image.LabelMap;
import io.wood.method.tensor.ImagePlanes;
import java.util.Optional;

/**
 * One sample on the network's square canvas.
 *
 * @param planes three normalised planes; padding is 0
 * @param labels a label per pixel, 255 where there is none; empty for images without labels
 */
public record NetworkInput(ImagePlanes planes, Optional<LabelMap> labels) {}

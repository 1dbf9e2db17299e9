package io.wood.method.data.augment;

import io.wood.method.image.RgbImage;
import java.util.Optional;

/**
 * A labelled image and where its objects are.
 *
 * @param image the image
 * @param region of its objects; empty for an image that keeps its surroundings
 */
public record RegionImage(RgbImage image, Optional<ObjectRegion> region) {}

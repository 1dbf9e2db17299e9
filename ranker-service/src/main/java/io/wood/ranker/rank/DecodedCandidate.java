package io.wood.ranker.rank;

import io.wood.method.image.RgbImage;

/**
 * A decoded candidate.
 *
 * @param width width of the file, pixels
 * @param height height of the file, pixels
 * @param image the image to score, possibly scaled down
 */
record DecodedCandidate(int width, int height, RgbImage image) {}

package io.wood.ranker.rank;

import io.wood.method.image.RgbImage;

/**
 * A candidate's pixels.
 *
 * @param width of the file, pixels
 * @param height of the file, pixels
 * @param image what is scored, possibly smaller
 */
record DecodedCandidate(int width, int height, RgbImage image) {}
